package org.erpconnector.auth.simulator;

import com.nimbusds.jose.JWSAlgorithm;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The connector under test. What several cases judge is requested once and cached: a genuine handshake of each
 * contract, one that must be refused, and the walk through the operations.
 */
final class Subject {

    private final Map<Profile, HandshakeSettings> parties;
    private final Profile first;
    private final SyncPlan plan;
    private final Clock clock;
    private Optional<RsaIdentity> stranger = Optional.empty();
    private final Map<Contract, Exchange> genuine = new EnumMap<>(Contract.class);
    private final Map<Contract, Exchange> refused = new EnumMap<>(Contract.class);
    private Optional<SyncWalk.Report> walk = Optional.empty();
    private final AtomicBoolean brokeOff = new AtomicBoolean();

    /** @param parties the settings by profile, in the order of the profiles */
    Subject(Map<Profile, HandshakeSettings> parties, SyncPlan plan, Clock clock) {
        this.parties = parties;
        this.first = parties.keySet().iterator().next();
        this.plan = plan;
        this.clock = clock;
    }

    /** The settings of the first profile, with which tokens are tried. */
    HandshakeSettings settings() {
        return settings(first);
    }

    HandshakeSettings settings(Profile profile) {
        return Optional.ofNullable(parties.get(profile)).orElseThrow(() -> new IllegalStateException("not " + profile));
    }

    Instant now() {
        return clock.instant();
    }

    /** An untrusted key; its certificate has the caller's name. Made when a case first asks, since that takes a while. */
    RsaIdentity stranger() {
        RsaIdentity made = stranger.orElseGet(() -> DemoKeys.identity(DemoKeys.CALLER_SUBJECT, now()));
        stranger = Optional.of(made);
        return made;
    }

    CallerToken token() {
        return token(UnaryOperator.identity());
    }

    CallerToken token(UnaryOperator<TokenDraft> change) {
        HandshakeSettings settings = settings();
        try {
            return change.apply(TokenDraft.of(settings.terms(), settings.caller(), now()))
                    .sign();
        } catch (GeneralSecurityException e) {
            // Every Java has these algorithms, and the keys were checked when they were loaded.
            throw new IllegalStateException("this Java cannot sign with the caller's key", e);
        }
    }

    /** A handshake with a changed token. */
    Exchange handshake(UnaryOperator<TokenDraft> change) throws UnreachableException {
        return handshake(settings(), token(change), (message, token) -> message);
    }

    /** A handshake with a genuine token in a changed message. */
    Exchange handshake(BiFunction<HttpMessage, String, HttpMessage> change) throws UnreachableException {
        return handshake(settings(), token(), change);
    }

    Exchange handshake(
            HandshakeSettings settings, CallerToken token, BiFunction<HttpMessage, String, HttpMessage> change)
            throws UnreachableException {
        HttpMessage message = HttpMessage.of(HandshakeMessages.write(settings, token.text()));
        return send(settings, token, change.apply(message, token.text()));
    }

    private Exchange send(HandshakeSettings settings, CallerToken token, HttpMessage message)
            throws UnreachableException {
        try {
            HttpReply reply = settings.http().send(message);
            return Exchange.of(token, reply, settings.contract().isSoap());
        } catch (UnreachableException e) {
            if (e.brokeOff()) {
                brokeOff.set(true);
                return Exchange.broken(token);
            }
            throw e;
        }
    }

    /** Simultaneous handshakes, each on its own connection. */
    List<Exchange> atOnce(int number, Supplier<CallerToken> tokens) throws UnreachableException {
        List<CompletableFuture<Exchange>> all = Stream.generate(tokens)
                .limit(number)
                .map(token -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return handshake(settings(), token, (message, text) -> message);
                    } catch (UnreachableException e) {
                        throw new CompletionException(e);
                    }
                }))
                .toList();
        try {
            return all.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UnreachableException unreachable) {
                throw unreachable;
            }
            throw e;
        }
    }

    /** A handshake with a token that the stranger signed and that names the stranger's key. */
    Exchange strangers() throws UnreachableException {
        try {
            CallerToken token =
                    TokenDraft.of(settings().terms(), stranger(), now()).sign();
            return handshake(settings(), token, (message, text) -> message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot sign with a key that it has made", e);
        }
    }

    /** Whether a connection was closed without an answer since the last call of this method. */
    boolean brokeOff() {
        return brokeOff.getAndSet(false);
    }

    /** A handshake without a fault. */
    Exchange genuine(HandshakeSettings settings) throws UnreachableException {
        return kept(genuine, settings, token());
    }

    Exchange genuine() throws UnreachableException {
        return genuine(settings());
    }

    /** A handshake that must be refused: a stranger signed its token. */
    Exchange refused(HandshakeSettings settings) throws UnreachableException {
        return kept(refused, settings, token(draft -> draft.signing(TokenDraft.rsa(JWSAlgorithm.RS256, stranger()))));
    }

    private Exchange kept(Map<Contract, Exchange> kept, HandshakeSettings settings, CallerToken token)
            throws UnreachableException {
        Exchange known = kept.get(settings.contract());
        if (known != null) {
            return known;
        }
        Exchange made = handshake(settings, token, (message, text) -> message);
        // Not cached without a reply: the server may have closed a reused connection.
        if (made.reply().isPresent()) {
            kept.put(settings.contract(), made);
        }
        return made;
    }

    /** SuperOffice's checks of the reply to a genuine handshake. */
    List<Check> checks(HandshakeSettings settings) throws UnreachableException {
        Exchange exchange = genuine(settings);
        ConnectorAnswer answer = exchange.reply()
                .map(reply -> AnswerReader.read(reply, settings))
                .orElseGet(() -> ConnectorAnswer.unreadable(exchange.said()));
        ReplyJudge judge = settings.repliesWithJwt()
                ? new SignedJwtJudge(settings.applicationKey(), settings.terms().applicationId())
                : new ApplicationTokenJudge(settings.applicationKey());
        // A token in the wrong place is judged all the same: another case judges the place.
        return exchange.reply()
                .filter(reply -> exchange.outcome() == Exchange.Outcome.ACCEPTED)
                .flatMap(reply -> answer.replyToken().or(() -> ReplyFacts.tokenAnywhere(reply)))
                // White space is judged by another case, too.
                .map(token -> judge.judge(token.replaceAll("\\s", ""), exchange.sent(), now()))
                .orElse(List.of());
    }

    /** The walk through the ERP operations, which writes unless the plan is read-only. */
    SyncWalk.Report walk() {
        if (walk.isEmpty()) {
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            walk = Optional.of(new SyncWalk(erp(), plan, nowhere).report());
        }
        return walk.get();
    }

    HttpCaller erp() {
        return settings(Profile.ERP).http().reading(ErpClient.MOST_BYTES);
    }

    SyncPlan plan() {
        return plan;
    }
}
