package org.erpconnector.auth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShellCommandTest {
    @Test
    void blanksDivideWordsOutsideOfQuotesOnly() {
        assertThat(new ShellCommand("asadmin  set 'a b'c=1 '\\$\\{ALIAS\\=x\\}'").words())
                .containsExactly("asadmin", "set", "a bc=1", "\\$\\{ALIAS\\=x\\}");
    }

    @Test
    void whatAShellWouldChangeIsRefused() {
        assertThatThrownBy(() -> new ShellCommand("asadmin set a=$HOME").words())
                .hasMessage("not understood outside of single quotes: $ in asadmin set a=$HOME");
        assertThatThrownBy(() -> new ShellCommand("asadmin set 'a").words())
                .hasMessage("a quote without its end: asadmin set 'a");
    }
}
