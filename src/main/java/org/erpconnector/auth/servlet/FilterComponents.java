package org.erpconnector.auth.servlet;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.erpconnector.auth.calls.CallGuard;
import org.erpconnector.auth.calls.RecentHandshake;
import org.erpconnector.auth.calls.SecretPath;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.core.Authenticator;
import org.erpconnector.auth.core.CallerTokenRules;
import org.erpconnector.auth.core.CallerTokenVerifier;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.core.ReplayGuard;
import org.erpconnector.auth.keys.KeyRing;
import org.erpconnector.auth.keys.LoadedKeys;
import org.erpconnector.auth.keys.SettingsCheck;
import org.erpconnector.auth.keys.jwks.DiscoveredKeys;
import org.erpconnector.auth.message.AnswerNames;
import org.erpconnector.auth.message.MessageReader;
import org.erpconnector.auth.message.MirroringAnswer;
import org.erpconnector.auth.message.Recognizer;
import org.erpconnector.auth.message.ReplyWriter;
import org.erpconnector.auth.replay.MeasuredReplayGuard;
import org.erpconnector.auth.replay.ReplayStores;

/**
 * What a filter consists of, put together from settings and keys once, at start.
 *
 * @param recognizer tells handshakes from other requests
 * @param reader reads them
 * @param handshake answers them
 * @param replay remembers used nonces; to be closed at the end
 * @param calls guards what is no handshake
 * @param verified lets no call through without a token; empty: none is required
 * @param limits how much of a request is read
 * @param keys the keys in use
 * @param settings what the deployer says
 * @param summary one line that says what is configured
 */
record FilterComponents(
        Recognizer recognizer,
        MessageReader reader,
        Handshake handshake,
        ReplayGuard replay,
        CallGuard calls,
        Optional<VerifiedCalls> verified,
        BodyLimits limits,
        KeyRing<Credentials> keys,
        SettingValues settings,
        String summary) {
    /**
     * Reads the keys that the settings name.
     *
     * @throws ConfigurationException with every problem of both, if there is any
     */
    static FilterComponents of(SettingValues settings, Clock clock, HandshakeLog log, KeyLog watcher)
            throws ConfigurationException {
        CallerTokenVerifier.link();
        if (!settings.problems().isEmpty()) {
            throw new ConfigurationException(SettingsCheck.of(settings, clock).problems());
        }
        ReplayGuard replay;
        try {
            replay = new MeasuredReplayGuard(ReplayStores.open(settings, clock), log::replayStoreAsked);
        } catch (ConfigurationException e) {
            throw new ConfigurationException(
                    SettingsCheck.of(settings, clock).with(e.problems()).problems());
        }
        try {
            return assemble(settings, keys(settings, clock, watcher), replay, clock, log, watcher);
        } catch (ConfigurationException | RuntimeException | Error e) {
            replay.close();
            throw e;
        }
    }

    /**
     * What a start would find now, with these settings. Puts nothing in use, and takes nothing out of it; where nonces
     * are shared, their store is asked as a start asks it.
     */
    static SettingsCheck check(SettingValues settings, Clock clock) {
        SettingsCheck check = SettingsCheck.of(settings, clock);
        if (!settings.problems().isEmpty()) {
            return check;
        }
        try {
            ReplayStores.open(settings, clock).close();
            return check;
        } catch (ConfigurationException e) {
            return check.with(e.problems());
        }
    }

    private static KeyRing<Credentials> keys(SettingValues settings, Clock clock, KeyRing.Watcher watcher)
            throws ConfigurationException {
        CallerTokenRules rules = rules(settings, clock);
        return KeyRing.of(
                () -> SettingsCheck.load(settings, clock),
                loaded -> new Credentials(
                        loaded.callers().map(callers -> new CallerTokenVerifier(callers, rules, loaded.crypto())),
                        loaded.application(),
                        loaded.next()),
                DiscoveredKeys.of(settings, clock),
                Duration.ofSeconds(settings.get(Setting.KEY_RELOAD)),
                clock,
                watcher);
    }

    private static CallerTokenRules rules(SettingValues settings, Clock clock) {
        return new CallerTokenRules(
                settings.get(Setting.ISSUER),
                settings.applicationIds(),
                settings.get(Setting.NONCE_PATTERN),
                Duration.ofSeconds(settings.get(Setting.CLOCK_SKEW)),
                clock);
    }

    private static FilterComponents assemble(
            SettingValues settings,
            KeyRing<Credentials> keys,
            ReplayGuard replay,
            Clock clock,
            HandshakeLog log,
            KeyLog keyLog) {
        ReplyWriter writer = new ReplyWriter(
                settings.get(Setting.MEMBER_ORDER),
                new AnswerNames(settings.get(Setting.ANSWER_ELEMENT), settings.get(Setting.ANSWER_NAMESPACE)),
                new MirroringAnswer(settings.get(Setting.MIRRORING_INTERFACES), settings.get(Setting.MIRRORING_BUILD)));
        CallGuard calls = calls(settings);
        HandshakeLimit limit = new HandshakeLimit(settings.get(Setting.MAX_HANDSHAKES_PER_SECOND), System::nanoTime);
        Authenticator authenticator =
                new Authenticator(keys::inUse, keys::callerKeyMissed, replay, limit::admits, clock);
        BodyLimits limits = new BodyLimits(settings.get(Setting.MAX_MESSAGE_SIZE), BodyLimits.PATIENCE);
        Optional<VerifiedCalls> verified = settings.get(Setting.VERIFY_EVERY_CALL)
                ? Optional.of(new VerifiedCalls(authenticator, limits, writer, log))
                : Optional.empty();
        Handshake handshake = new Handshake(
                authenticator,
                settings.get(Setting.REPLY_TOKEN),
                calls,
                writer,
                log,
                keyId -> keyLog.signed(keyId, keys::keys, clock::instant));
        return new FilterComponents(
                new Recognizer(settings.get(Setting.AUTHENTICATE_PATH).orElse(null)),
                new MessageReader(),
                handshake,
                replay,
                calls,
                verified,
                limits,
                keys,
                settings,
                summary(settings, keys.keys()));
    }

    private static CallGuard calls(SettingValues settings) {
        int recent = settings.get(Setting.REQUIRE_RECENT_HANDSHAKE);
        return new CallGuard(
                settings.get(Setting.ALLOWED_CALLERS).map(networks -> networks::contain),
                settings.get(Setting.SECRET_PATH).map(secret -> new SecretPath(String.valueOf(secret.reveal()))),
                recent == 0
                        ? Optional.empty()
                        : Optional.of(new RecentHandshake(Duration.ofSeconds(recent), System::nanoTime)));
    }

    private static String summary(SettingValues settings, LoadedKeys loaded) {
        return "application-id=" + settings.get(Setting.APPLICATION_ID)
                + settings.get(Setting.NEXT_APPLICATION_ID)
                        .map(next -> " next-application-id=" + next)
                        .orElse("")
                + " environment="
                + settings.get(Setting.ENVIRONMENT).label()
                + " " + KeyLog.summary(loaded)
                + " authenticate-path="
                + settings.get(Setting.AUTHENTICATE_PATH).orElse("none")
                + " replay-store="
                + settings.get(Setting.REPLAY_STORE).label()
                + " calls=" + guards(settings);
    }

    /** What is asked of calls that are no handshake. */
    private static String guards(SettingValues settings) {
        List<Setting<?>> asked = new ArrayList<>();
        if (settings.get(Setting.VERIFY_EVERY_CALL)) {
            asked.add(Setting.VERIFY_EVERY_CALL);
        }
        if (settings.get(Setting.SECRET_PATH).isPresent()) {
            asked.add(Setting.SECRET_PATH);
        }
        if (settings.get(Setting.REQUIRE_RECENT_HANDSHAKE) > 0) {
            asked.add(Setting.REQUIRE_RECENT_HANDSHAKE);
        }
        if (settings.get(Setting.ALLOWED_CALLERS).isPresent()) {
            asked.add(Setting.ALLOWED_CALLERS);
        }
        return asked.isEmpty() ? "open" : asked.stream().map(Setting::key).collect(Collectors.joining(","));
    }
}
