package org.erpconnector.auth.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Groups of cases, each named by a letter, in the order in which they are tried. */
enum CaseGroup {
    HANDSHAKE("H", "Handshakes that are accepted", Scope.SOAP, HandshakeCases::all),
    ANSWER("A", "The answer to one", Scope.SOAP, AnswerCases::all),
    REFUSAL("F", "The answer when it is no", Scope.SOAP, AnswerCases::refusals),
    TOKEN("J", "Tokens that are refused for their form, header or signature", Scope.ALL, TokenCases::all),
    CLAIM("C", "Tokens that are refused for what they claim", Scope.ALL, ClaimCases::all),
    TIME("S", "Times at their edges", Scope.ALL, ClaimCases::times),
    REPLAY("R", "Tokens that come again", Scope.ALL, ReplayCases::all),
    ENVELOPE("M", "Envelopes that are hostile or odd", Scope.SOAP, EnvelopeCases::all),
    HTTP("W", "The plain HTTP contract", Set.of(Profile.HTTP), HttpCases::all),
    ERP("E", "The operations of ERP Sync", Set.of(Profile.ERP), ErpCases::all),
    PASS("P", "What is no handshake reaches the connector whole", Set.of(Profile.ERP), ErpCases::passed),
    MIRRORING("D", "The operations of Database Mirroring", Set.of(Profile.MIRRORING), MirroringCases::all),
    QUOTE("Q", "The operations of Quote", Set.of(Profile.QUOTE), QuoteCases::all),
    TRANSPORT("L", "HTTP and TLS", Scope.ALL, TransportCases::all);

    private final String letter;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf
    private final Set<Profile> profiles;

    @SuppressWarnings("ImmutableEnumChecker") // a static method
    private final Supplier<List<Case>> cases;

    /** Sets of profiles that several groups have. */
    private static final class Scope {
        static final Set<Profile> ALL = Set.of(Profile.values());
        static final Set<Profile> SOAP = Set.of(Profile.ERP, Profile.QUOTE, Profile.MIRRORING);
    }

    CaseGroup(String letter, String title, Set<Profile> profiles, Supplier<List<Case>> cases) {
        this.letter = letter;
        this.title = title;
        this.profiles = Set.copyOf(profiles);
        this.cases = cases;
    }

    static CaseGroup of(String letter) {
        return Arrays.stream(values())
                .filter(group -> group.letter.equals(letter))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no group " + letter));
    }

    String letter() {
        return letter;
    }

    String title() {
        return title;
    }

    Set<Profile> profiles() {
        return profiles;
    }

    /** Whether its cases need a SOAP contract. */
    boolean speaksSoap() {
        return profiles.equals(Scope.SOAP);
    }

    List<Case> cases() {
        return cases.get();
    }

    /** The case of a genuine handshake; if it fails, the other cases of the group prove nothing. */
    Optional<String> first() {
        return switch (this) {
            case HANDSHAKE, ANSWER, REFUSAL, TOKEN, CLAIM, TIME, REPLAY, ENVELOPE -> Optional.of("H-01");
            case HTTP -> Optional.of("W-01");
            default -> Optional.empty();
        };
    }
}
