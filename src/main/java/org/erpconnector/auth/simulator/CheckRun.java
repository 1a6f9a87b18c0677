package org.erpconnector.auth.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tries cases one after the other. A case whose connection broke is tried once more, since a server may close a kept
 * connection; a case without an answer is not. After three cases in a row without an answer, or the first of all, the
 * rest is not tried: a connector that is gone would cost a timeout for each.
 */
final class CheckRun {

    private static final int ENOUGH = 3;

    private final Subject subject;
    private final Consumer<CheckReport.Result> watching;
    private final List<CheckReport.Result> results = new ArrayList<>();
    private Optional<UnreachableException> unreachable = Optional.empty();
    private int unanswered;
    private boolean answered;

    /** @param watching gets each result as it comes */
    CheckRun(Subject subject, Consumer<CheckReport.Result> watching) {
        this.subject = subject;
        this.watching = watching;
    }

    CheckReport all(List<Case> cases, Set<Profile> profiles, URI url, String version) {
        for (Case next : cases) {
            if (isGone()) {
                break;
            }
            long start = System.nanoTime();
            Finding finding = attempt(next);
            CheckReport.Result result =
                    new CheckReport.Result(next, finding, Duration.ofNanos(System.nanoTime() - start));
            results.add(result);
            watching.accept(result);
        }
        String stopped = unreachable().map(Shown::cause).orElse("");
        return new CheckReport(url, profiles, version, subject.now(), results, exit(), stopped);
    }

    /** Why the connector no longer answers; empty while it does. */
    Optional<UnreachableException> unreachable() {
        return isGone() ? unreachable : Optional.empty();
    }

    private boolean isGone() {
        return unanswered >= (answered ? ENOUGH : 1);
    }

    private Exit exit() {
        if (isGone()) {
            return Exit.UNREACHABLE;
        }
        return results.stream().anyMatch(result -> result.is(Finding.Verdict.FAILED)) ? Exit.REFUSED : Exit.DONE;
    }

    private Finding attempt(Case next) {
        try {
            if (subject.plan().readOnly() && next.writes()) {
                return Finding.skipped("it may change something, which --read-only forbids");
            }
            Optional<String> obstacle = obstacle(next);
            if (obstacle.isPresent()) {
                return Finding.skipped(obstacle.get());
            }
            Finding finding = next.probe().of(subject);
            if (subject.brokeOff()) {
                finding = next.probe().of(subject);
            }
            answered = true;
            unanswered = 0;
            return finding;
        } catch (UnreachableException e) {
            unreachable = Optional.of(e);
            unanswered++;
            return Finding.failed(Shown.cause(e));
        }
    }

    /** Where no genuine handshake is accepted, a refusal proves nothing. */
    private Optional<String> obstacle(Case next) throws UnreachableException {
        Optional<String> first = next.group().first();
        if (first.isEmpty() || first.get().equals(next.id())) {
            return Optional.empty();
        }
        Exchange genuine =
                next.group() == CaseGroup.HTTP ? subject.genuine(subject.settings(Profile.HTTP)) : subject.genuine();
        return genuine.outcome() == Exchange.Outcome.ACCEPTED
                ? Optional.empty()
                : Optional.of("it says nothing, since " + first.get() + " fails");
    }
}
