package org.erpconnector.auth.config;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every setting, with its name, default, meaning and parser. Nothing else spells a setting's name. README's table is
 * compared with this list by a test.
 */
public enum Setting {
    APPLICATION_ID(
            "application-id",
            null,
            "Client id of the app in SuperOffice's App Store: what follows `app://` in the tenant's connector URL.",
            Parsers::applicationId),
    NEXT_APPLICATION_ID(
            "next-application-id",
            null,
            "Client id that follows, while SuperOffice changes it: tokens for either are answered, each for the one that it names.",
            Parsers::applicationId),
    ENVIRONMENT(
            "environment",
            null,
            "Who calls: `development`, `stage` or `production` of SuperOffice CRM Online, or `custom` for tests and other issuers.",
            Parsers.choice(Environment.class)),
    APPLICATION_KEY(
            "application-key",
            null,
            "Place of our RSA private key: an absolute file path, a JNDI name or `server` (the application server's own keystore).",
            Parsers::place),
    APPLICATION_KEY_ALIAS(
            "application-key-alias",
            null,
            "Which entry of the keystore; needed only when it holds several keys.",
            Parsers::text),
    APPLICATION_KEY_PASSWORD(
            "application-key-password", null, "Password of the keystore or of the encrypted PEM key.", Secret::new),
    APPLICATION_KEY_ENTRY_PASSWORD(
            "application-key-entry-password",
            null,
            "Password of the entry, where it differs from the keystore's.",
            Secret::new),
    NEXT_APPLICATION_KEY(
            "next-application-key",
            null,
            "Place of the key that follows: it signs from `next-application-key-from` on.",
            Parsers::place),
    NEXT_APPLICATION_KEY_ALIAS(
            "next-application-key-alias", null, "As `application-key-alias`, for the key that follows.", Parsers::text),
    NEXT_APPLICATION_KEY_PASSWORD(
            "next-application-key-password",
            null,
            "As `application-key-password`, for the key that follows.",
            Secret::new),
    NEXT_APPLICATION_KEY_ENTRY_PASSWORD(
            "next-application-key-entry-password",
            null,
            "As `application-key-entry-password`, for the key that follows.",
            Secret::new),
    NEXT_APPLICATION_KEY_FROM(
            "next-application-key-from",
            null,
            "The instant at which SuperOffice takes over its public half, with a time zone: `2027-01-31T22:00:00Z`.",
            Parsers::instant),
    KEY_RELOAD(
            "key-reload",
            "60",
            "Seconds, 0 to 86400, after which all places of keys are read anew; files are also watched. 0: never.",
            Parsers.number(0, 86400)),
    CALLER_KEYS(
            "caller-keys",
            null,
            "Places of SuperOffice's token-signing certificates, separated by commas: certificate files, truststores or JNDI names. Or `discovery`: the environment's key set, fetched and kept up to date.",
            Parsers::places),
    CALLER_KEYS_PASSWORD("caller-keys-password", null, "Password of the truststores among `caller-keys`.", Secret::new),
    DISCOVERY_URL(
            "discovery-url",
            null,
            "Address of the OpenID configuration when `caller-keys` is `discovery`; SuperOffice's own is known, `custom` needs one.",
            Parsers::address),
    CRYPTO_PROVIDER(
            "crypto-provider",
            null,
            "Name of a JCA provider that the server has registered, such as `AmazonCorrettoCryptoProvider` or `Conscrypt`: it signs and verifies in place of the JDK if it passes a self-test at each load of the keys.",
            Parsers::text),
    AUTHENTICATE_PATH(
            "authenticate-path",
            null,
            "Path inside the web application, such as `/authenticate`, that answers the HTTP contract; without it there is none.",
            Parsers::path),
    REPLY_TOKEN(
            "reply-token",
            "auto",
            "`auto`: application token for SOAP, signed JWT for HTTP; `application-token` or `jwt`: always that one.",
            Parsers.choice(ReplyTokenChoice.class)),
    MEMBER_ORDER(
            "member-order",
            "status-first",
            "Order of a message-style answer: `status-first` (Succeeded, then the token) or `alphabetical`.",
            Parsers.choice(MemberOrder.class)),
    ISSUER("issuer", "SuperOffice AS", "Issuer (`iss`) that the caller token must name, exactly.", Parsers::text),
    CLOCK_SKEW(
            "clock-skew",
            "60",
            "Seconds, 0 to 300, by which the caller's clock may differ from ours.",
            Parsers.number(0, 300)),
    NONCE_PATTERN(
            "nonce-pattern",
            "[0-9A-Fa-f]{32}",
            "What a nonce looks like: one class of letters, digits, `_` and `-`, and a length of 16 to 128, such as `[0-9A-F]{32}`.",
            Parsers::noncePattern),
    REPLAY_STORE(
            "replay-store",
            "memory",
            "Where used nonces are remembered, so that no token is answered twice: `memory`, for one node; `jcache`, the server's own cache, for a cluster; `none`: replays are answered.",
            Parsers.choice(ReplayStore.class)),
    VERIFY_EVERY_CALL(
            "verify-every-call",
            "false",
            "`true`: every call, as those of mirroring do, must carry a caller token of its own in its SOAP header; only GET, HEAD and OPTIONS pass without. Not for ERP Sync and Quote, whose calls have none.",
            Parsers::flag),
    SECRET_PATH(
            "secret-path",
            null,
            "Segment that the registered URL has right behind the context path, 32 characters or more; every call but a handshake must have it too, and the connector does not see it.",
            Parsers::secretPath),
    REQUIRE_RECENT_HANDSHAKE(
            "require-recent-handshake",
            "0",
            "Seconds, 0 to 86400, within which a handshake must have succeeded on this node for any other call to pass. 0: none is needed.",
            Parsers.number(0, 86400)),
    ALLOWED_CALLERS(
            "allowed-callers",
            null,
            "Addresses and networks, such as `198.51.100.0/24`, separated by commas, from which calls other than handshakes may come.",
            Networks::parse),
    MAX_MESSAGE_SIZE(
            "max-message-size",
            "65536",
            "Bytes of a request that are read to recognise and answer a handshake, 4096 to 1048576.",
            Parsers.number(4096, 1048576)),
    MAX_HANDSHAKES_PER_SECOND(
            "max-handshakes-per-second",
            "0",
            "Proven handshakes that are signed per second, 0 to 10000; above it the caller gets 503. 0: no limit.",
            Parsers.number(0, 10000)),
    MIRRORING_INTERFACES(
            "mirroring-interfaces",
            "1",
            "`SupportedInterfaces` in the answer of the mirroring contract.",
            Parsers::text),
    MIRRORING_BUILD(
            "mirroring-build",
            "4.0.0.0/Release_1",
            "`SuperOfficeMirroringBuild` in the answer of the mirroring contract.",
            Parsers::text);

    private final String key;
    private final @Nullable String defaultText;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // the parsers are functions without state
    private final Function<String, ?> parser;

    Setting(String key, @Nullable String defaultText, String meaning, Function<String, ?> parser) {
        this.key = key;
        this.defaultText = defaultText;
        this.meaning = meaning;
        this.parser = parser;
    }

    /** The kebab-case name that README, logs and every source use. */
    public String key() {
        return key;
    }

    /** The value when nobody sets it, as one would write it; empty when there is none. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /** What it is for, one sentence of Markdown. */
    public String meaning() {
        return meaning;
    }

    /** A password or what works like one: its value never goes into a message. */
    public boolean secret() {
        return key.endsWith("-password") || this == SECRET_PATH;
    }

    /** Names a place of keys, so that a JNDI entry of the setting's own name may hold the keys themselves. */
    public boolean place() {
        return this == APPLICATION_KEY || this == NEXT_APPLICATION_KEY || this == CALLER_KEYS;
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if the value is none of this setting; the message says what would be
     */
    Object parse(String text) {
        return parser.apply(text);
    }
}
