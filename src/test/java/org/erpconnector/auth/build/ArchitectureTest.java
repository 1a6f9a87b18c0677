package org.erpconnector.auth.build;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.jsonwebtoken.JwtBuilder;
import java.lang.reflect.Field;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.erpconnector.auth.config.MemberOrder;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.core.ReplyToken;
import org.erpconnector.auth.core.VerifiedCallerToken;

/** Who may know whom: the rooms of the library, acyclic, and the simulator as an island. */
@AnalyzeClasses(packages = "org.erpconnector.auth", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BASE = "org.erpconnector.auth";

    /** From the filter down. Whatever is not said here is refused. */
    @ArchTest
    static final ArchRule theRoomsAreLayers = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("filter")
            .definedBy(BASE)
            .layer("doctor")
            .definedBy(BASE + ".doctor")
            .layer("servlet")
            .definedBy(BASE + ".servlet")
            .layer("message")
            .definedBy(BASE + ".message")
            .layer("calls")
            .definedBy(BASE + ".calls")
            .layer("observe")
            .definedBy(BASE + ".observe")
            .layer("keys")
            .definedBy(BASE + ".keys..")
            .layer("replay")
            .definedBy(BASE + ".replay")
            .layer("core")
            .definedBy(BASE + ".core")
            .layer("config")
            .definedBy(BASE + ".config")
            .layer("json")
            .definedBy(BASE + ".json")
            .whereLayer("filter")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("doctor")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("servlet")
            .mayOnlyBeAccessedByLayers("filter")
            .whereLayer("calls")
            .mayOnlyBeAccessedByLayers("servlet")
            .whereLayer("replay")
            .mayOnlyBeAccessedByLayers("servlet")
            .whereLayer("observe")
            .mayOnlyBeAccessedByLayers("servlet", "doctor")
            .whereLayer("message")
            .mayOnlyBeAccessedByLayers("servlet", "doctor")
            .whereLayer("keys")
            .mayOnlyBeAccessedByLayers("filter", "servlet", "doctor")
            .whereLayer("core")
            .mayOnlyBeAccessedByLayers("servlet", "doctor", "message", "keys", "replay")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("servlet", "doctor", "message", "keys", "replay")
            .whereLayer("json")
            .mayOnlyBeAccessedByLayers("message", "keys", "core", "observe");

    /** F51: every room may say why, so what it says it with knows none of them. */
    @ArchTest
    static final ArchRule reasonsKnowNothing = noClasses()
            .that()
            .resideInAPackage(BASE + ".reason")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(BASE + ".reason", "java..", "org.jspecify..");

    /** Every room may ask the JDK in that way, so what asks knows none of them. */
    @ArchTest
    static final ArchRule theWayToTheJdkKnowsNothing = noClasses()
            .that()
            .resideInAPackage(BASE + ".jdk")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(BASE + ".jdk", "java..", "javax.xml.stream..", "org.jspecify..");

    /** One reader of JSON: another would have its own table of names, limits and leniencies. */
    @ArchTest
    static final ArchRule onlyStrictJsonMakesAParser = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + ".json")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson.core..");

    /** Of the settings it knows the one value that says how an answer looks, and not where it is set. */
    @ArchTest
    static final ArchRule messagesKnowNoTrust = noClasses()
            .that()
            .resideInAPackage(BASE + ".message")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage(BASE, BASE + ".config", BASE + ".keys..", BASE + ".core", "jakarta.servlet..")
                            .and(not(type(MemberOrder.class)))
                            .and(not(type(ReplyToken.class))));

    @ArchTest
    static final ArchRule keysKnowSettingsOnly = noClasses()
            .that()
            .resideInAPackage(BASE + ".keys..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BASE, BASE + ".message", "jakarta.servlet..", "io.jsonwebtoken..");

    /** Formats and places know nobody who asks for them; a key set is one more source of keys. */
    @ArchTest
    static final ArchRule sourcesOfKeysKnowNoKeysInUse = noClasses()
            .that()
            .resideInAPackage(BASE + ".keys.source")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BASE + ".keys", BASE + ".keys.jwks");

    @ArchTest
    static final ArchRule keySetsKnowNoKeysInUse = noClasses()
            .that()
            .resideInAPackage(BASE + ".keys.jwks")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + ".keys");

    /** What a reviewer reads to be convinced that nothing is signed without a valid, fresh caller token, and no more. */
    @ArchTest
    static final ArchRule theProofIsClosed = noClasses()
            .that()
            .resideInAPackage(BASE + ".core")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    BASE + ".core",
                    BASE + ".json",
                    BASE + ".reason",
                    "java.io..",
                    "java.lang..",
                    "java.math..",
                    "java.nio..",
                    "java.security..",
                    "java.time..",
                    "java.util..",
                    "com.fasterxml.jackson.databind..",
                    "io.jsonwebtoken..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule onlyTheRulesOfClaimsVerify = constructors()
            .that()
            .areDeclaredIn(VerifiedCallerToken.class)
            .should()
            .onlyBeCalled()
            .byClassesThat()
            .haveFullyQualifiedName(BASE + ".core.CallerTokenRules");

    @ArchTest
    static final ArchRule onlyTheSignerReplies = constructors()
            .that()
            .areDeclaredIn(ReplyToken.class)
            .should()
            .onlyBeCalled()
            .byClassesThat()
            .haveFullyQualifiedName(BASE + ".core.ApplicationSigner");

    /** The doctor tests a key that it has converted, and the simulator has keys of its own; neither is in a WAR. */
    @ArchTest
    static final ArchRule onlyKeysAndTheProofSign = noClasses()
            .that()
            .resideOutsideOfPackages(BASE + ".core", BASE + ".keys..", BASE + ".doctor", BASE + ".simulator..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(PrivateKey.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Signature.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(JwtBuilder.class);

    @ArchTest
    static final ArchRule theJudgeSharesNoCodeWithTheJudged = noClasses()
            .that()
            .resideInAPackage(BASE + ".simulator")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    BASE, BASE + ".config", BASE + ".keys..", BASE + ".core", BASE + ".message", BASE + ".observe");

    @ArchTest
    static final ArchRule nothingOfOursNeedsTheSimulator = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + ".simulator")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + ".simulator");

    /** K20: what sees tokens and messages has no way to look a name up. */
    @ArchTest
    static final ArchRule onlySettingsAndKeysAskTheNamingService = noClasses()
            .that()
            .resideOutsideOfPackages(BASE + ".config", BASE + ".keys..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.naming..");

    /** F35: whose address is judged must not make us look a name up, as the JDK does for most texts. */
    @ArchTest
    static final ArchRule onlyKeySetsAreFetchedByName = noClasses()
            .that()
            .resideOutsideOfPackages(BASE + ".keys..", BASE + ".simulator", BASE + ".doctor")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.InetAddress")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.InetSocketAddress");

    /** Many servers have no JCache: what is loaded there links against none of it. */
    @ArchTest
    static final ArchRule onlyWhatSharesNoncesLinksJCache = noClasses()
            .that()
            .haveNameNotMatching(".*\\.replay\\.(JCacheReplayGuard|NonceCache|ServerCache)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.cache..");

    @ArchTest
    static final ArchRule theDoctorNeedsNoServerAndNoFilter = noClasses()
            .that()
            .resideInAPackage(BASE + ".doctor")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BASE, BASE + ".replay", BASE + ".simulator", "jakarta..", "javax.naming..");

    /** What is packed into the command lines alone is in no WAR. */
    @ArchTest
    static final ArchRule onlyCommandLinesNeedTheirLibraries = noClasses()
            .that()
            .resideOutsideOfPackages(BASE + ".doctor", BASE + ".simulator")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "com.nimbusds..");

    /** One that nobody asks for would be in the manual's table, and do nothing. */
    @ArchTest
    static void everySettingIsAskedFor(JavaClasses main) {
        Set<String> asked = main.stream()
                .filter(from -> !from.isEquivalentTo(Setting.class))
                .flatMap(from -> from.getFieldAccessesFromSelf().stream())
                .map(JavaFieldAccess::getTarget)
                .filter(field -> field.getOwner().isEquivalentTo(Setting.class))
                .map(AccessTarget::getName)
                .collect(Collectors.toSet());
        assertThat(Stream.of(Setting.class.getFields()).map(Field::getName))
                .hasSize(Setting.all().size())
                .allSatisfy(name -> assertThat(asked).contains(name));
    }
}
