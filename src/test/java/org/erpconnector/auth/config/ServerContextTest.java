package org.erpconnector.auth.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A thread that is borrowed for a task of the web application's is given back as it was. */
class ServerContextTest {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final ClassLoader webApplication = new URLClassLoader(new URL[0], before);

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void theTaskSeesTheClassLoaderOfTheWebApplicationAndTheThreadKeepsItsOwn() {
        ClassLoader[] seen = new ClassLoader[1];
        Runnable task = lent(() -> seen[0] = Thread.currentThread().getContextClassLoader());
        task.run();
        assertThat(seen[0]).isSameAs(webApplication);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void theThreadKeepsItsOwnClassLoaderWhenTheTaskFails() {
        Runnable task = lent(() -> {
            throw new IllegalStateException("no disk");
        });
        assertThatThrownBy(task::run).hasMessage("no disk");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    private Runnable lent(Runnable task) {
        Thread.currentThread().setContextClassLoader(webApplication);
        Runnable lent = ServerContext.within(task);
        Thread.currentThread().setContextClassLoader(before);
        return lent;
    }
}
