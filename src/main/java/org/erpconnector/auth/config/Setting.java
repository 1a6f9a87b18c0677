package org.erpconnector.auth.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every setting, with its name, default, meaning and parser. Nothing else spells a setting's name. The manual's table is
 * compared with this list by a test. Immutable.
 *
 * @param <T> what its value becomes; an {@link Optional} where it may be left unset
 */
public final class Setting<T> {
    /** Filled by the constants below while this class is initialised, and by nothing after it. */
    private static final List<Setting<?>> ALL = new ArrayList<>();

    public static final Setting<String> APPLICATION_ID = required(
            "application-id",
            Parsers::applicationId,
            "Client id of the app in SuperOffice's App Store: what follows `app://` in the tenant's connector URL.");
    public static final Setting<Optional<String>> NEXT_APPLICATION_ID = optional(
            "next-application-id",
            Parsers::applicationId,
            "Client id that follows, while SuperOffice changes it: tokens for either are answered, each for the one that it names.");
    public static final Setting<Environment> ENVIRONMENT = required(
            "environment",
            Parsers.choice(Environment.class),
            "Who calls: `development`, `stage` or `production` of SuperOffice CRM Online, or `custom` for tests and other issuers.");
    public static final Setting<Optional<String>> APPLICATION_KEY = resource(
            "application-key",
            Parsers::place,
            "Place of our RSA private key: an absolute file path, a JNDI name or `server` (the application server's own keystore).");
    public static final Setting<Optional<String>> APPLICATION_KEY_ALIAS = optional(
            "application-key-alias",
            Parsers::text,
            "Which entry of the keystore; needed only when it holds several keys.");
    public static final Setting<Optional<Secret>> APPLICATION_KEY_PASSWORD =
            secret("application-key-password", Secret::new, "Password of the keystore or of the encrypted PEM key.");
    public static final Setting<Optional<Secret>> APPLICATION_KEY_ENTRY_PASSWORD = secret(
            "application-key-entry-password",
            Secret::new,
            "Password of the entry, where it differs from the keystore's.");
    public static final Setting<Optional<String>> NEXT_APPLICATION_KEY = resource(
            "next-application-key",
            Parsers::place,
            "Place of the key that follows: it signs from `next-application-key-from` on.");
    public static final Setting<Optional<String>> NEXT_APPLICATION_KEY_ALIAS = optional(
            "next-application-key-alias", Parsers::text, "As `application-key-alias`, for the key that follows.");
    public static final Setting<Optional<Secret>> NEXT_APPLICATION_KEY_PASSWORD = secret(
            "next-application-key-password", Secret::new, "As `application-key-password`, for the key that follows.");
    public static final Setting<Optional<Secret>> NEXT_APPLICATION_KEY_ENTRY_PASSWORD = secret(
            "next-application-key-entry-password",
            Secret::new,
            "As `application-key-entry-password`, for the key that follows.");
    public static final Setting<Optional<Instant>> NEXT_APPLICATION_KEY_FROM = optional(
            "next-application-key-from",
            Parsers::instant,
            "The instant at which SuperOffice takes over its public half, with a time zone: `2027-01-31T22:00:00Z`.");
    public static final Setting<Integer> KEY_RELOAD = withDefault(
            "key-reload",
            "60",
            Parsers.number(0, 86400),
            "Seconds, 0 to 86400, after which all places of keys are read anew; files are also watched. 0: never.");
    public static final Setting<List<String>> CALLER_KEYS = keyLocations(
            "caller-keys",
            Parsers::places,
            "Places of SuperOffice's token-signing certificates, separated by commas: certificate files, truststores or JNDI names. Or `discovery`: the environment's key set, fetched and kept up to date.");
    public static final Setting<Optional<Secret>> CALLER_KEYS_PASSWORD =
            secret("caller-keys-password", Secret::new, "Password of the truststores among `caller-keys`.");
    public static final Setting<Optional<URI>> DISCOVERY_URL = optional(
            "discovery-url",
            Parsers::address,
            "Address of the OpenID configuration when `caller-keys` is `discovery`; SuperOffice's own is known, `custom` needs one.");
    public static final Setting<Optional<String>> CRYPTO_PROVIDER = optional(
            "crypto-provider",
            Parsers::text,
            "Name of a JCA provider that the server has registered, such as `AmazonCorrettoCryptoProvider` or `Conscrypt`: it signs and verifies in place of the JDK if it passes a self-test at each load of the keys.");
    public static final Setting<Optional<String>> AUTHENTICATE_PATH = optional(
            "authenticate-path",
            Parsers::path,
            "Path inside the web application, such as `/authenticate`, that answers the HTTP contract; without it there is none.");
    public static final Setting<ReplyTokenChoice> REPLY_TOKEN = withDefault(
            "reply-token",
            "auto",
            Parsers.choice(ReplyTokenChoice.class),
            "`auto`: application token for SOAP, signed JWT for HTTP; `application-token` or `jwt`: always that one.");
    public static final Setting<MemberOrder> MEMBER_ORDER = withDefault(
            "member-order",
            "status-first",
            Parsers.choice(MemberOrder.class),
            "Order of a message-style answer: `status-first` (Succeeded, then the token) or `alphabetical`.");
    public static final Setting<Optional<String>> ANSWER_ELEMENT = optional(
            "answer-element",
            Parsers::elementName,
            "Name of the element in the Body of a connector's answer; without it the question's with `Response`. In parameter style `AuthenticateResult` in it stays.");
    public static final Setting<Optional<String>> ANSWER_NAMESPACE = optional(
            "answer-namespace",
            Parsers::namespace,
            "Namespace of that element, and of all in it that would have the question's; members that came in one of their own keep it.");
    public static final Setting<String> ISSUER = withDefault(
            "issuer", "SuperOffice AS", Parsers::text, "Issuer (`iss`) that the caller token must name, exactly.");
    public static final Setting<Integer> CLOCK_SKEW = withDefault(
            "clock-skew",
            "60",
            Parsers.number(0, 300),
            "Seconds, 0 to 300, by which the caller's clock may differ from ours.");
    public static final Setting<Pattern> NONCE_PATTERN = withDefault(
            "nonce-pattern",
            "[0-9A-Fa-f]{32}",
            Parsers::noncePattern,
            "What a nonce looks like: one class of letters, digits, `_` and `-`, and a length of 16 to 128, such as `[0-9A-F]{32}`.");
    public static final Setting<ReplayStore> REPLAY_STORE = withDefault(
            "replay-store",
            "memory",
            Parsers.choice(ReplayStore.class),
            "Where used nonces are remembered, so that no token is answered twice: `memory`, for one node; `database` or `jcache`, the server's own, for a cluster; `none`: replays are answered.");
    public static final Setting<Optional<String>> REPLAY_DATASOURCE = resource(
            "replay-datasource",
            Parsers::jndiName,
            "With `database`: JNDI name of the server's `DataSource`, such as `java:comp/env/jdbc/erp`.");
    public static final Setting<Boolean> REPLAY_CREATE_TABLE = withDefault(
            "replay-create-table",
            "false",
            Parsers::flag,
            "With `database`, `true`: the table `erp_auth_nonce` is made if it is not there.");
    public static final Setting<Optional<String>> REPLAY_CACHE = resource(
            "replay-cache",
            Parsers::jndiName,
            "With `jcache`: JNDI name of a `javax.cache.CacheManager` or `Cache`; without it the server's own is looked for.");
    public static final Setting<Boolean> VERIFY_EVERY_CALL = withDefault(
            "verify-every-call",
            "false",
            Parsers::flag,
            "`true`: every call, as those of mirroring do, must carry a caller token of its own in its SOAP header; only GET, HEAD and OPTIONS pass without. Not for ERP Sync and Quote, whose calls have none.");
    public static final Setting<Optional<Secret>> SECRET_PATH = secret(
            "secret-path",
            Parsers::secretPath,
            "Segment that the registered URL has right behind the context path, 32 characters or more; every call but a handshake must have it too, and the connector does not see it.");
    public static final Setting<Integer> REQUIRE_RECENT_HANDSHAKE = withDefault(
            "require-recent-handshake",
            "0",
            Parsers.number(0, 86400),
            "Seconds, 0 to 86400, within which a handshake must have succeeded on this node for any other call to pass. 0: none is needed.");
    public static final Setting<Optional<Networks>> ALLOWED_CALLERS = optional(
            "allowed-callers",
            Networks::parse,
            "Addresses and networks, such as `198.51.100.0/24`, separated by commas, from which calls other than handshakes may come.");
    public static final Setting<Integer> MAX_MESSAGE_SIZE = withDefault(
            "max-message-size",
            "65536",
            Parsers.number(4096, 1048576),
            "Bytes of a request that are read to recognise and answer a handshake, 4096 to 1048576.");
    public static final Setting<Integer> MAX_HANDSHAKES_PER_SECOND = withDefault(
            "max-handshakes-per-second",
            "0",
            Parsers.number(0, 10000),
            "Proven handshakes that are signed per second, 0 to 10000; above it the caller gets 503. 0: no limit.");
    public static final Setting<String> MIRRORING_INTERFACES = withDefault(
            "mirroring-interfaces",
            "1",
            Parsers::text,
            "`SupportedInterfaces` in the answer of the mirroring contract.");
    public static final Setting<String> MIRRORING_BUILD = withDefault(
            "mirroring-build",
            "4.0.0.0/Release_1",
            Parsers::text,
            "`SuperOfficeMirroringBuild` in the answer of the mirroring contract.");
    public static final Setting<Optional<String>> STATUS_PATH = optional(
            "status-path",
            Parsers::path,
            "Path inside the web application, such as `/erp-auth`, of the status page; without it there is none. Needs `status-role` or `status-password`.");
    public static final Setting<Optional<String>> STATUS_ROLE = optional(
            "status-role", Parsers::role, "Role, of the server's own login, whose users may see the status page.");
    public static final Setting<Optional<Secret>> STATUS_PASSWORD = secret(
            "status-password",
            Parsers::password,
            "Password, 12 to 128 characters, with which anybody may see the status page; best in a file, by `status-password-file`.");
    public static final Setting<Optional<Path>> SETTINGS_FILE = optional(
            "settings-file",
            Parsers::file,
            "Absolute path of a properties file (UTF-8) with any of these names: stronger than MicroProfile Config, weaker than an environment variable. Read when the filter starts.");

    private enum Kind {
        PLAIN,
        SECRET,
        RESOURCE
    }

    private final String key;
    private final @Nullable String defaultText;
    private final String meaning;
    private final Function<String, T> parser;
    private final @Nullable T unset;
    private final Kind kind;
    private final @Nullable Setting<Path> file;

    private Setting(
            String key,
            @Nullable String defaultText,
            String meaning,
            Function<String, T> parser,
            @Nullable T unset,
            Kind kind) {
        this.key = key;
        this.defaultText = defaultText;
        this.meaning = meaning;
        this.parser = parser;
        this.unset = unset;
        this.kind = kind;
        this.file = kind == Kind.SECRET
                ? new Setting<>(key + "-file", null, "Path of a file that holds it.", Parsers::file, null, Kind.PLAIN)
                : null;
    }

    private static <T> Setting<T> listed(Setting<T> setting) {
        ALL.add(setting);
        return setting;
    }

    private static <T> Setting<T> required(String key, Function<String, T> parser, String meaning) {
        return withDefault(key, null, parser, meaning);
    }

    private static <T> Setting<T> withDefault(
            String key, @Nullable String defaultText, Function<String, T> parser, String meaning) {
        return listed(new Setting<>(key, defaultText, meaning, parser, null, Kind.PLAIN));
    }

    private static <T> Setting<Optional<T>> optional(String key, Function<String, T> parser, String meaning) {
        return optional(key, parser, meaning, Kind.PLAIN);
    }

    private static <T> Setting<Optional<T>> secret(String key, Function<String, T> parser, String meaning) {
        return optional(key, parser, meaning, Kind.SECRET);
    }

    private static <T> Setting<Optional<T>> resource(String key, Function<String, T> parser, String meaning) {
        return optional(key, parser, meaning, Kind.RESOURCE);
    }

    private static <T> Setting<List<T>> keyLocations(String key, Function<String, List<T>> parser, String meaning) {
        return listed(new Setting<>(key, null, meaning, parser, List.of(), Kind.RESOURCE));
    }

    private static <T> Setting<Optional<T>> optional(
            String key, Function<String, T> parser, String meaning, Kind kind) {
        return listed(new Setting<>(key, null, meaning, parser.andThen(Optional::of), Optional.empty(), kind));
    }

    /** All settings in the order of the manual's table. */
    public static List<Setting<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    /** The kebab-case name that the manual, logs and every source use. */
    public String key() {
        return key;
    }

    /** The default as one would write it; empty when there is none. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /** What it is for, one sentence of Markdown. */
    public String meaning() {
        return meaning;
    }

    /** A password or what works like one: its value never goes into a message. */
    public boolean secret() {
        return kind == Kind.SECRET;
    }

    /** Names the file that holds a secret, in any source: the secret's own name with {@code -file}. Of secrets only. */
    Optional<Setting<Path>> file() {
        return Optional.ofNullable(file);
    }

    /** Says where something is, so that a JNDI entry of the setting's own name may hold that itself. */
    boolean resource() {
        return kind == Kind.RESOURCE;
    }

    /** The value when no source has one: nothing, as an empty Optional or list; null for a setting that needs a value. */
    @Nullable
    T unset() {
        return unset;
    }

    /** @throws IllegalArgumentException if the setting does not accept the text; the message says what it accepts */
    T parse(String text) {
        return parser.apply(text);
    }

    @Override
    public String toString() {
        return key;
    }
}
