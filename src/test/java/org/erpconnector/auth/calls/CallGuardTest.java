package org.erpconnector.auth.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.erpconnector.auth.reason.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallGuardTest {
    private static final String SECRET = "0123456789abcdefABCDEF_-01234567";

    private long nanos = Long.MAX_VALUE - 5;

    private final CallGuard open = new CallGuard(Optional.empty(), Optional.empty(), Optional.empty());
    private final CallGuard bySecret =
            new CallGuard(Optional.empty(), Optional.of(new SecretPath(SECRET)), Optional.empty());
    private final CallGuard byTime = new CallGuard(
            Optional.empty(), Optional.empty(), Optional.of(new RecentHandshake(Duration.ofSeconds(10), () -> nanos)));

    @Test
    void asksNothingByDefault() {
        assertThat(open.asks()).isFalse();
        assertThat(open.call("/x")).isEqualTo(new CallGuard.Call("/x", false));
        assertThat(open.judge(open.call("/x"), "192.0.2.7")).isEmpty();
        assertThat(bySecret.asks()).isTrue();
        assertThat(byTime.asks()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/Services/X.svc", "/a/", "/a/..b%;?", "/WEB-INFO"})
    void takesTheSecretOutOfThePath(String behind) {
        CallGuard.Call call = bySecret.call("/" + SECRET + behind);
        assertThat(call.secret()).isTrue();
        assertThat(call.path()).isEqualTo(behind.isEmpty() ? "/" : behind);
        assertThat(bySecret.judge(call, "192.0.2.7")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "/Services/X.svc",
                "/x/" + SECRET + "/Services",
                "//" + SECRET + "/Services",
                SECRET + "/Services",
                "/" + SECRET + "x/Services",
                "/" + SECRET + ";x=y/Services",
                "/0123456789abcdefABCDEF_-0123456/Services",
                "/0123456789abcdefabcdef_-01234567/Services",
                // What a dispatch inside the server would open.
                "/" + SECRET + "/WEB-INF/web.xml",
                "/" + SECRET + "/web-inf/web.xml",
                "/" + SECRET + "//META-INF/context.xml",
                "/" + SECRET + "/x/../WEB-INF/web.xml",
                "/" + SECRET + "/./x",
                "/" + SECRET + "/x\\..\\WEB-INF"
            })
    void refusesEveryOtherPath(String path) {
        CallGuard.Call call = bySecret.call(path);
        assertThat(call).isEqualTo(new CallGuard.Call(path, false));
        assertThat(bySecret.judge(call, "192.0.2.7")).contains(Reason.SECRET_PATH_MISSING);
    }

    @Test
    void letsCallsPassForAWhileAfterAHandshake() {
        CallGuard.Call call = byTime.call("/x");
        assertThat(byTime.judge(call, "192.0.2.7")).contains(Reason.HANDSHAKE_NOT_RECENT);
        byTime.handshakeSucceeded();
        assertThat(byTime.judge(call, "192.0.2.7")).isEmpty();
        nanos += 9_999_999_999L; // past the greatest number: such a clock may wrap
        assertThat(byTime.judge(call, "192.0.2.7")).isEmpty();
        nanos += 1;
        assertThat(byTime.judge(call, "192.0.2.7")).contains(Reason.HANDSHAKE_NOT_RECENT);
        byTime.handshakeSucceeded();
        assertThat(byTime.judge(call, "192.0.2.7")).isEmpty();
    }

    @Test
    void refusesWhoIsNotAllowedWhateverHeKnows() {
        CallGuard guard =
                new CallGuard(Optional.of("192.0.2.7"::equals), Optional.of(new SecretPath(SECRET)), Optional.empty());
        assertThat(guard.judge(guard.call("/" + SECRET), "192.0.2.8")).contains(Reason.CALLER_NOT_ALLOWED);
        assertThat(guard.judge(guard.call("/" + SECRET), "192.0.2.7")).isEmpty();
        assertThat(guard.judge(guard.call("/"), "192.0.2.7")).contains(Reason.SECRET_PATH_MISSING);
    }

    @ParameterizedTest
    @CsvSource({
        "/Services/ErpConnectorWS.svc, /Services/ErpConnectorWS.svc",
        "/" + SECRET + "x/Services, /(33 characters)/Services",
        "/x/" + SECRET + "/Services, /x/(32 characters)/Services",
        "/" + SECRET + "/WEB-INF/web.xml, /(32 characters)/WEB-INF/web.xml",
        "/0123456789abcde/0123456789abcdef, /0123456789abcde/(16 characters)"
    })
    void showsNothingThatMayBeASecret(String path, String shown) {
        assertThat(bySecret.shown(bySecret.call(path))).isEqualTo(shown);
        assertThat(open.shown(open.call(path))).isEqualTo(path);
    }

    @Test
    void neverShowsTheSecret() {
        assertThat(new SecretPath(SECRET).toString()).doesNotContain(SECRET);
        assertThat(bySecret.call("/" + SECRET + "/x").toString()).doesNotContain(SECRET);
    }
}
