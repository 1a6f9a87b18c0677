package org.erpconnector.auth;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.MemberOrderChoice;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.ReplyTokenChoice;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.keys.CallerKey;
import org.erpconnector.auth.keys.ConnectorKeys;
import org.erpconnector.auth.keys.KeyPlaces;
import org.erpconnector.auth.keys.KeyProviders;
import org.erpconnector.auth.keys.LoadedKeys;
import org.erpconnector.auth.keys.Thumbprints;
import org.erpconnector.auth.message.MemberOrder;
import org.erpconnector.auth.message.MessageReader;
import org.erpconnector.auth.message.MirroringAnswer;
import org.erpconnector.auth.message.Recognizer;
import org.erpconnector.auth.message.ReplyWriter;
import org.erpconnector.auth.token.ApplicationTokenSigner;
import org.erpconnector.auth.token.CallerTokenRules;
import org.erpconnector.auth.token.CallerTokenVerifier;
import org.erpconnector.auth.token.ReplyTokenSigner;
import org.erpconnector.auth.token.SignedJwtSigner;

/**
 * What a filter consists of, put together from settings and keys once, at start.
 *
 * @param recognizer tells handshakes from other requests
 * @param reader reads them
 * @param handshake answers them
 * @param maxMessageSize bytes of a request that are read at most
 * @param warnings what the deployer should know although the filter starts
 * @param summary one line that says what is configured
 */
record Startup(
        Recognizer recognizer,
        MessageReader reader,
        Handshake handshake,
        int maxMessageSize,
        List<String> warnings,
        String summary) {
    /**
     * Reads settings and keys.
     *
     * @throws ConfigurationException with every problem of both, if there is any
     */
    static Startup of(Map<String, String> initParams, Clock clock, HandshakeLog log) throws ConfigurationException {
        SettingValues settings = SettingValues.read(initParams);
        List<Problem> problems = new ArrayList<>(settings.problems());
        Optional<LoadedKeys> keys = Optional.empty();
        if (!settings.faulty(KeyPlaces.SETTINGS)) {
            try {
                keys = Optional.of(keys(settings, clock));
            } catch (ConfigurationException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return assemble(settings, keys.orElseThrow(), clock, log);
    }

    private static LoadedKeys keys(SettingValues settings, Clock clock) throws ConfigurationException {
        LoadedKeys loaded = KeyProviders.load(KeyPlaces.of(settings), clock);
        int bits = loaded.keys().applicationKeyBits();
        if (makesJwts(settings) && bits < SignedJwtSigner.LEAST_BITS) {
            throw new ConfigurationException(new Problem(
                    Setting.REPLY_TOKEN.key(),
                    settings.require(Setting.REPLY_TOKEN, ReplyTokenChoice.class)
                            .name()
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '-'),
                    "a signed JWT needs an RSA key of " + SignedJwtSigner.LEAST_BITS
                            + " bits or more (RFC 7518 section 3.3), the application key has "
                            + bits,
                    "Register a larger key with SuperOffice, or set reply-token to application-token"));
        }
        return loaded;
    }

    private static boolean makesJwts(SettingValues settings) {
        return switch (settings.require(Setting.REPLY_TOKEN, ReplyTokenChoice.class)) {
            case JWT -> true;
            case APPLICATION_TOKEN -> false;
            case AUTO -> settings.get(Setting.AUTHENTICATE_PATH, String.class).isPresent();
        };
    }

    private static Startup assemble(SettingValues settings, LoadedKeys loaded, Clock clock, HandshakeLog log) {
        String audience = "spn:" + settings.require(Setting.APPLICATION_ID, String.class);
        CallerTokenRules rules = new CallerTokenRules(
                settings.require(Setting.ISSUER, String.class),
                audience,
                settings.require(Setting.NONCE_PATTERN, Pattern.class),
                Duration.ofSeconds(settings.require(Setting.CLOCK_SKEW, Integer.class)),
                clock);
        ReplyWriter writer = new ReplyWriter(
                settings.require(Setting.MEMBER_ORDER, MemberOrderChoice.class) == MemberOrderChoice.ALPHABETICAL
                        ? MemberOrder.ALPHABETICAL
                        : MemberOrder.STATUS_FIRST,
                new MirroringAnswer(
                        settings.require(Setting.MIRRORING_INTERFACES, String.class),
                        settings.require(Setting.MIRRORING_BUILD, String.class)));
        Handshake handshake = new Handshake(
                new CallerTokenVerifier(loaded.callers(), rules),
                signers(settings, loaded.keys(), audience, clock),
                new HandshakeLimit(
                        settings.require(Setting.MAX_HANDSHAKES_PER_SECOND, Integer.class), System::nanoTime),
                writer,
                log);
        return new Startup(
                new Recognizer(
                        settings.get(Setting.AUTHENTICATE_PATH, String.class).orElse(null)),
                new MessageReader(),
                handshake,
                settings.require(Setting.MAX_MESSAGE_SIZE, Integer.class),
                loaded.warnings(),
                summary(settings, loaded));
    }

    private static ReplySigners signers(SettingValues settings, ConnectorKeys keys, String spn, Clock clock) {
        ReplyTokenSigner applicationToken =
                new ApplicationTokenSigner(keys.applicationKey(), keys.applicationPublicKey(), clock);
        ReplyTokenSigner jwt = new SignedJwtSigner(keys.applicationKey(), keyId(keys), spn, clock);
        return switch (settings.require(Setting.REPLY_TOKEN, ReplyTokenChoice.class)) {
            case AUTO -> new ReplySigners(applicationToken, jwt);
            case APPLICATION_TOKEN -> new ReplySigners(applicationToken, applicationToken);
            case JWT -> new ReplySigners(jwt, jwt);
        };
    }

    /** As the caller names its own certificates: kid in hexadecimal, x5t in base64url; without one, RFC 7638. */
    private static SignedJwtSigner.KeyId keyId(ConnectorKeys keys) {
        return keys.applicationCertificate()
                .map(certificate ->
                        new SignedJwtSigner.KeyId(Thumbprints.sha1Hex(certificate), Thumbprints.x5t(certificate)))
                .orElseGet(() -> new SignedJwtSigner.KeyId(Thumbprints.jwk(keys.applicationPublicKey()), null));
    }

    private static String summary(SettingValues settings, LoadedKeys loaded) {
        return "application-id=" + settings.require(Setting.APPLICATION_ID, String.class)
                + " environment="
                + settings.require(Setting.ENVIRONMENT, Environment.class).label()
                + " application-key=RSA-" + loaded.keys().applicationKeyBits() + "/"
                + keyId(loaded.keys()).kid()
                + " caller-keys="
                + String.join(
                        ",", loaded.callers().all().stream().map(CallerKey::id).toList())
                + " authenticate-path="
                + settings.get(Setting.AUTHENTICATE_PATH, String.class).orElse("none");
    }
}
