package org.erpconnector.auth.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingTest {
    private static final String ID =
            "the client id of the app, letters, digits, - and _ only, without app:// or spn: in front";
    private static final String PATH = "a path inside the web application, such as /authenticate: it begins with / and"
            + " does not end with one, and has letters, digits, - _ ~ and . only, no // and no . after a /";
    private static final String LINE = "one line without control characters or other invisible ones";
    private static final String NAME = "the local name of an XML element, such as AuthenticationResponse: a letter or _"
            + " first, then letters, digits, . - and _ too, without a prefix";
    private static final String NAMESPACE = "an absolute URI such as http://www.superoffice.com/superid/0.1: ASCII"
            + " without white space, quotes, < > or &, and neither XML's namespace nor SOAP's";
    private static final String NONCE = "one class of letters, digits, _ and - with a length, such as [0-9A-Fa-f]{32}";
    private static final String JNDI =
            "a name of the server's naming service, such as java:comp/env/jdbc/erp or jdbc/erp";
    private static final String SEGMENT =
            "one path segment of 32 to 128 letters, digits, - and _, without a slash; make it by chance";
    private static final String ROLE = "the name of one role as the server has it, without * and invisible characters";
    private static final String PASSWORD = "12 to 128 characters without control characters; make them by chance, as"
            + " openssl rand -base64 18 does";
    private static final String NETWORKS =
            "addresses or networks such as 192.0.2.7, 198.51.100.0/24 or 2001:db8::/32, separated by single commas";
    private static final List<Setting<Optional<Secret>>> PASSWORDS = List.of(
            Setting.APPLICATION_KEY_PASSWORD,
            Setting.APPLICATION_KEY_ENTRY_PASSWORD,
            Setting.NEXT_APPLICATION_KEY_PASSWORD,
            Setting.NEXT_APPLICATION_KEY_ENTRY_PASSWORD,
            Setting.CALLER_KEYS_PASSWORD);
    private static final String LENGTH = "a length from 16 to 128 characters";

    /** A setting, texts that it takes, and what each of them becomes. */
    record Good(Setting<?> setting, String text, Object value) {}

    /** A setting, the texts that it refuses, and what the remedy says would be accepted. */
    record Bad(Setting<?> setting, String accepted, List<String> texts) {
        /** Without the texts: a report cannot carry some of their characters. */
        @Override
        public String toString() {
            return setting.key() + ": " + accepted;
        }
    }

    private static Bad refuses(Setting<?> setting, String accepted, String... texts) {
        return new Bad(setting, accepted, List.of(texts));
    }

    static Stream<Good> good() {
        return Stream.of(
                new Good(Setting.APPLICATION_ID, " 1a_B-c ", "1a_B-c"),
                new Good(Setting.APPLICATION_ID, "x".repeat(128), "x".repeat(128)),
                new Good(Setting.NEXT_APPLICATION_ID, " 1a_B-c ", "1a_B-c"),
                new Good(Setting.ENVIRONMENT, "development", Environment.DEVELOPMENT),
                new Good(Setting.ENVIRONMENT, "stage", Environment.STAGE),
                new Good(Setting.ENVIRONMENT, "\n  production\n", Environment.PRODUCTION),
                new Good(Setting.ENVIRONMENT, "custom", Environment.CUSTOM),
                new Good(Setting.APPLICATION_KEY, " /etc/own key.p12 ", "/etc/own key.p12"),
                new Good(Setting.APPLICATION_KEY_ALIAS, " Käse 1 ", "Käse 1"),
                new Good(Setting.NEXT_APPLICATION_KEY, "java:comp/env/next", "java:comp/env/next"),
                new Good(
                        Setting.NEXT_APPLICATION_KEY_FROM,
                        "2027-01-31T23:00:00+01:00",
                        Instant.parse("2027-01-31T22:00:00Z")),
                new Good(
                        Setting.DISCOVERY_URL,
                        "https://login.example.com/.well-known/openid-configuration",
                        URI.create("https://login.example.com/.well-known/openid-configuration")),
                new Good(Setting.KEY_RELOAD, "86400", 86400),
                new Good(Setting.CALLER_KEYS, "server , /a.crt", List.of("server", "/a.crt")),
                new Good(Setting.CRYPTO_PROVIDER, " SunPKCS11-card one ", "SunPKCS11-card one"),
                new Good(Setting.AUTHENTICATE_PATH, "/authenticate", "/authenticate"),
                new Good(Setting.AUTHENTICATE_PATH, "/api/v1.0/a_b~c-d", "/api/v1.0/a_b~c-d"),
                new Good(Setting.REPLY_TOKEN, "auto", ReplyTokenChoice.AUTO),
                new Good(Setting.REPLY_TOKEN, "application-token", ReplyTokenChoice.APPLICATION_TOKEN),
                new Good(Setting.REPLY_TOKEN, "jwt", ReplyTokenChoice.JWT),
                new Good(Setting.MEMBER_ORDER, "alphabetical", MemberOrder.ALPHABETICAL),
                new Good(Setting.MEMBER_ORDER, "status-first", MemberOrder.STATUS_FIRST),
                new Good(Setting.ANSWER_ELEMENT, " AuthenticateResponse ", "AuthenticateResponse"),
                new Good(Setting.ANSWER_ELEMENT, "_a-b.c9\u00E5\u00B7\u4E2D\u0301", "_a-b.c9\u00E5\u00B7\u4E2D\u0301"),
                new Good(Setting.ANSWER_NAMESPACE, " http://tempuri.org/ ", "http://tempuri.org/"),
                new Good(Setting.ANSWER_NAMESPACE, "urn:x:y-1.0", "urn:x:y-1.0"),
                new Good(
                        Setting.ANSWER_NAMESPACE,
                        "http://schemas.datacontract.org/2004/07/A.B?c=%20(d)#e",
                        "http://schemas.datacontract.org/2004/07/A.B?c=%20(d)#e"),
                new Good(Setting.ISSUER, " SuperOffice AS ", "SuperOffice AS"),
                new Good(Setting.CLOCK_SKEW, "0", 0),
                new Good(Setting.CLOCK_SKEW, "300", 300),
                new Good(Setting.CLOCK_SKEW, " 007 ", 7),
                new Good(Setting.REPLAY_STORE, "memory", ReplayStore.MEMORY),
                new Good(Setting.REPLAY_STORE, "jcache", ReplayStore.JCACHE),
                new Good(Setting.REPLAY_STORE, "database", ReplayStore.DATABASE),
                new Good(Setting.REPLAY_DATASOURCE, " java:comp/env/jdbc/erp ", "java:comp/env/jdbc/erp"),
                new Good(Setting.REPLAY_DATASOURCE, "java:/ErpDS", "java:/ErpDS"),
                new Good(Setting.REPLAY_DATASOURCE, "jdbc/erp__nontx", "jdbc/erp__nontx"),
                new Good(Setting.REPLAY_CREATE_TABLE, "true", true),
                new Good(
                        Setting.REPLAY_CACHE,
                        "java:jboss/infinispan/container/erp",
                        "java:jboss/infinispan/container/erp"),
                new Good(Setting.REPLAY_STORE, "none", ReplayStore.NONE),
                new Good(Setting.VERIFY_EVERY_CALL, " true ", true),
                new Good(Setting.VERIFY_EVERY_CALL, "false", false),
                new Good(Setting.REQUIRE_RECENT_HANDSHAKE, "3600", 3600),
                new Good(Setting.ALLOWED_CALLERS, "192.0.2.7", Networks.parse("192.0.2.7/32")),
                new Good(Setting.STATUS_ROLE, " erp operators ", "erp operators"),
                new Good(Setting.MAX_MESSAGE_SIZE, "4096", 4096),
                new Good(Setting.MAX_MESSAGE_SIZE, "1048576", 1048576),
                new Good(Setting.MAX_HANDSHAKES_PER_SECOND, "0", 0),
                new Good(Setting.MAX_HANDSHAKES_PER_SECOND, "10000", 10000),
                new Good(Setting.MIRRORING_INTERFACES, "3", "3"),
                new Good(Setting.MIRRORING_BUILD, "4.0.0.1/Release_2", "4.0.0.1/Release_2"));
    }

    static Stream<Bad> bad() {
        return Stream.of(
                refuses(Setting.SETTINGS_FILE, "the absolute path of a file", "erp.properties", "./x", "a\0b"),
                refuses(Setting.APPLICATION_ID, ID, "app://x", "spn:x", "a b", "é", "a.b", "\u00A0", "x".repeat(129)),
                refuses(
                        Setting.ENVIRONMENT,
                        "one of development, stage, production, custom",
                        "Production",
                        "prod",
                        "online",
                        "CUSTOM"),
                refuses(Setting.NEXT_APPLICATION_ID, ID, "app://x", "spn:x", "a b", "x".repeat(129)),
                refuses(Setting.APPLICATION_KEY, "one place, without a comma", "/a,/b", ","),
                refuses(Setting.APPLICATION_KEY_ALIAS, LINE, "a\u0000b", "a\u200Bb"),
                refuses(Setting.NEXT_APPLICATION_KEY, "one place, without a comma", "/a,/b"),
                refuses(Setting.NEXT_APPLICATION_KEY_ALIAS, LINE, "a\u0000b"),
                refuses(
                        Setting.NEXT_APPLICATION_KEY_FROM,
                        "date, time and zone as in 2027-01-31T22:00:00Z or 2027-01-31T23:00:00+01:00",
                        "2027-01-31",
                        "2027-01-31T22:00:00",
                        "2027-01-31 22:00:00Z",
                        "31.1.2027",
                        "tomorrow"),
                refuses(
                        Setting.DISCOVERY_URL,
                        "an address such as https://login.example.com/.well-known/openid-configuration",
                        "not an address",
                        "https://[x"),
                refuses(Setting.KEY_RELOAD, "a whole number from 0 to 86400", "86401", "-1", "1h"),
                refuses(Setting.CALLER_KEYS, "places separated by single commas", "/a,,/b", "/a,", ",/a", "/a, ,/b"),
                refuses(Setting.CRYPTO_PROVIDER, LINE, "Sun\nRsaSign", "Con\u0000scrypt"),
                refuses(
                        Setting.AUTHENTICATE_PATH,
                        PATH,
                        "authenticate",
                        "/",
                        "/a/",
                        "/a//b",
                        "//a",
                        "/../a",
                        "/a/..",
                        "/a/../b",
                        "/a/./b",
                        "/.a",
                        "/a/%2e%2e/b",
                        "/a%2Fb",
                        "/a\\b",
                        "/a;jsessionid=1",
                        "/a?b",
                        "/a#b",
                        "/*",
                        "/a b",
                        "/a\u0000",
                        "/ä",
                        "http://x/a"),
                refuses(Setting.REPLY_TOKEN, "one of auto, application-token, jwt", "JWT", "application_token", "none"),
                refuses(Setting.MEMBER_ORDER, "one of status-first, alphabetical", "STATUS_FIRST", "status first"),
                refuses(
                        Setting.ANSWER_ELEMENT,
                        NAME,
                        "a:b",
                        ":b",
                        "{urn:x}b",
                        "1a",
                        "-a",
                        ".a",
                        "\u00B7a",
                        "\u0301a",
                        "a b",
                        "a\nb",
                        "a\u0000",
                        "a/",
                        "a>",
                        "<a",
                        "a&amp;",
                        "a'b",
                        "a\"b",
                        "a\u00D7",
                        "a\u00F7",
                        "a\u037E",
                        "a\u2028b",
                        "a\u200D",
                        "a\uFEFF",
                        "a\uD800",
                        "a\uFFFE"),
                refuses(
                        Setting.ANSWER_NAMESPACE,
                        NAMESPACE,
                        "urn:",
                        "tempuri",
                        "/tempuri",
                        "//tempuri.org/",
                        "tempuri.org/x",
                        "1a:b",
                        "urn:a b",
                        "urn:a\tb",
                        "urn:a\nb",
                        "urn:a\u0000",
                        "urn:a\u0085",
                        "urn:a\u2028b",
                        "urn:a<b",
                        "urn:a>b",
                        "urn:a&b",
                        "urn:a&amp;b",
                        "urn:a\"b",
                        "urn:a'b",
                        "urn:a%",
                        "urn:a%zz",
                        "urn:a\\b",
                        "urn:a{b}",
                        "urn:\u00E5",
                        "http:///#a#b",
                        "http://www.w3.org/XML/1998/namespace",
                        "http://www.w3.org/2000/xmlns/",
                        "http://schemas.xmlsoap.org/soap/envelope/",
                        "http://www.w3.org/2003/05/soap-envelope"),
                refuses(Setting.ISSUER, LINE, "SuperOffice\nAS", "SuperOffice AS\uFEFF"),
                refuses(
                        Setting.CLOCK_SKEW,
                        "a whole number from 0 to 300",
                        "301",
                        "-1",
                        "+5",
                        "1.5",
                        "60s",
                        "PT1M",
                        "0x10",
                        "٣",
                        "4294967296",
                        "99999999999999999999"),
                refuses(
                        Setting.NONCE_PATTERN,
                        NONCE,
                        ".{32}",
                        "[^.]{32}",
                        "\\S{32}",
                        "[0-9.]{32}",
                        "[0-9]+",
                        "[0-9]{32,}",
                        "[0-9]{32}.*",
                        "[0-9]{32}|x",
                        "[z-a]{32}",
                        "[0-z]{32}",
                        "[9-A]{32}",
                        "[Z-a]{32}",
                        "[-]{32}",
                        "[]{32}",
                        "[a&&b]{32}",
                        "(?s)[a]{32}"),
                refuses(Setting.NONCE_PATTERN, LENGTH, "[a]{15}", "[a]{129}", "[a]{32,16}", "[a]{16,999}", "[a]{0,20}"),
                refuses(Setting.REPLAY_STORE, "one of memory, jcache, database, none", "off", "Memory", "redis"),
                refuses(
                        Setting.REPLAY_DATASOURCE,
                        JNDI,
                        "ldap://198.51.100.1/a",
                        "rmi:x",
                        "java:java:x",
                        "jdbc:postgresql://localhost/erp",
                        "java:comp/env/ldap://x",
                        "java:comp/env/",
                        "//x",
                        "a b",
                        "a,b"),
                refuses(Setting.REPLAY_CACHE, JNDI, "dns://198.51.100.1/a", "payara/", "java:"),
                refuses(Setting.REPLAY_CREATE_TABLE, "true or false", "yes", "auto"),
                refuses(Setting.VERIFY_EVERY_CALL, "true or false", "yes", "TRUE", "1"),
                refuses(
                        Setting.SECRET_PATH,
                        SEGMENT,
                        "x".repeat(31),
                        "x".repeat(129),
                        "x".repeat(40) + "/",
                        "ä".repeat(40)),
                refuses(Setting.REQUIRE_RECENT_HANDSHAKE, "a whole number from 0 to 86400", "86401", "-1", "1h"),
                refuses(
                        Setting.ALLOWED_CALLERS,
                        NETWORKS,
                        "localhost",
                        "erp.example.com/24",
                        "256.0.0.1",
                        "1.2.3",
                        "192.0.2.7/33",
                        "192.0.2.7/24",
                        "0.0.0.0/0",
                        "::/0",
                        "2001:db8::1/32",
                        "2001:db8::/129",
                        "192.0.2.7,",
                        "192.0.2.0 / 24"),
                refuses(Setting.STATUS_PATH, PATH, "erp-auth", "/", "/erp-auth/", "/erp-auth;x", "/a/../b", "/*"),
                refuses(Setting.STATUS_ROLE, ROLE, "*", "**", "a*", "a\u200Bb", "a\nb"),
                refuses(
                        Setting.STATUS_PASSWORD,
                        PASSWORD,
                        "x".repeat(11),
                        "x".repeat(129),
                        "a-tab-in-the-middle\tof-it",
                        "a-control-character-in-it\u0000"),
                refuses(Setting.MAX_MESSAGE_SIZE, "a whole number from 4096 to 1048576", "4095", "1048577", "64K"),
                refuses(Setting.MAX_HANDSHAKES_PER_SECOND, "a whole number from 0 to 10000", "10001", "-1", "off"),
                refuses(Setting.MIRRORING_INTERFACES, LINE, "1\u0001", "\uD800"),
                refuses(Setting.MIRRORING_BUILD, LINE, "4\u001B[31m", "4\uFFFE"));
    }

    @ParameterizedTest
    @MethodSource("good")
    void takesAGoodValue(Good good) {
        assertThat(TestSettings.valid().with(good.setting().key(), good.text()).value(good.setting()))
                .contains(good.value());
    }

    @ParameterizedTest
    @MethodSource("bad")
    @Tag("JT12")
    @Tag("JI08")
    void refusesABadValueAndSaysWhatItTakes(Bad bad) {
        String key = bad.setting().key();
        for (String text : bad.texts()) {
            SettingValues values = TestSettings.valid().with(key, text).read();

            assertThat(values.problems())
                    .as("problems of [%s]", text)
                    .containsExactly(new Problem(
                            key,
                            (bad.setting().secret() ? "(secret)" : Printable.of(text, 80)) + " from init-param " + key,
                            "not accepted",
                            "Write " + bad.accepted()));
            assertThat(TestSettings.found(values, bad.setting())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("org.erpconnector.auth.config.Setting#all")
    @Tag("JI08")
    void refusesABlankOrUnresolvedValueOfEverySetting(Setting<?> setting) {
        String shown = setting.secret() ? "(secret)" : "   ";
        assertThat(TestSettings.valid().with(setting.key(), "   ").refusal())
                .isEqualTo(setting.key() + " [" + shown + " from init-param " + setting.key()
                        + "]: blank. Give it a value, or remove it from there.");

        String alias = setting.secret() ? "(secret)" : "${ALIAS=own}";
        assertThat(TestSettings.valid().with(setting.key(), "${ALIAS=own}").refusal())
                .isEqualTo(setting.key() + " [" + alias + " from init-param " + setting.key()
                        + "]: the server did not resolve this alias or variable. Create the alias, then restart:"
                        + " servers read aliases at start.");
    }

    @Test
    void everySettingHasABadValueAboveUnlessItIsAPassword() {
        Set<Setting<?>> tested = bad().map(Bad::setting).collect(Collectors.toSet());

        Set<Setting<?>> untested = new HashSet<>(Setting.all());
        untested.removeAll(tested);
        assertThat(untested).isEqualTo(Set.copyOf(PASSWORDS));
        assertThat(untested).allMatch(Setting::secret);
        assertThat(Setting.all()).filteredOn(Setting::secret).hasSize(7);
    }

    @Test
    void takesAPasswordExactlyAsItIsWritten() {
        for (Setting<Optional<Secret>> setting : PASSWORDS) {
            Optional<Secret> secret = TestSettings.valid()
                    .with(setting.key(), " pass$word{ ")
                    .read()
                    .get(setting);
            assertThat(secret.orElseThrow().reveal()).isEqualTo(" pass$word{ ".toCharArray());
        }
    }

    @Test
    void hasTheseDefaults() {
        SettingValues values = TestSettings.valid().read();

        Map<Setting<?>, Object> defaults = new HashMap<>(Map.of(
                Setting.REPLAY_STORE,
                ReplayStore.MEMORY,
                Setting.KEY_RELOAD,
                60,
                Setting.REPLY_TOKEN,
                ReplyTokenChoice.AUTO,
                Setting.MEMBER_ORDER,
                MemberOrder.STATUS_FIRST,
                Setting.ISSUER,
                "SuperOffice AS",
                Setting.CLOCK_SKEW,
                60,
                Setting.MAX_MESSAGE_SIZE,
                65536,
                Setting.MAX_HANDSHAKES_PER_SECOND,
                0,
                Setting.MIRRORING_INTERFACES,
                "1",
                Setting.MIRRORING_BUILD,
                "4.0.0.0/Release_1"));
        defaults.put(Setting.REQUIRE_RECENT_HANDSHAKE, 0);
        defaults.put(Setting.VERIFY_EVERY_CALL, false);
        defaults.put(Setting.REPLAY_CREATE_TABLE, false);
        defaults.forEach((setting, value) ->
                assertThat(TestSettings.found(values, setting)).contains(value));
        assertThat(values.get(Setting.NONCE_PATTERN).pattern()).isEqualTo("[0-9A-Fa-f]{32}");
        defaults.put(Setting.NONCE_PATTERN, "compared above");
        assertThat(Setting.all())
                .filteredOn(setting -> setting.defaultText().isPresent())
                .containsExactlyInAnyOrderElementsOf(defaults.keySet());
        assertThat(values.get(Setting.AUTHENTICATE_PATH)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("org.erpconnector.auth.config.Setting#all")
    void hasAKebabCaseNameAndOneSentenceOfMeaning(Setting<?> setting) {
        assertThat(setting.key()).matches("[a-z]+(-[a-z]+)*");
        assertThat(setting.meaning()).endsWith(".").doesNotContain("\n", "|");
    }

    @Test
    void allSettingsAreTheConstantsByTheirNames() {
        assertThat(Setting.all().stream()
                        .map(setting -> setting.key().toUpperCase(Locale.ROOT).replace('-', '_')))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Setting.class.getFields()).map(Field::getName).toList());
        assertThat(Setting.all()).isUnmodifiable();
    }
}
