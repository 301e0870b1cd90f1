package org.roaminghub.app.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.events.EventTypes;

/** Allow-lists: what a floor of the house may know. Everything else it may not. Numbers are those of the house plan, §7. */
@AnalyzeClasses(packages = "org.roaminghub", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    private static final String[] LANGUAGE = {"java..", "org.jspecify..", "org.roaminghub.vocabulary.."};

    // 1 ---------------------------------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule theLanguageKnowsOnlyItself = classes()
            .that(resideInAnyPackage("org.roaminghub.vocabulary..", "org.roaminghub.events.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..", "org.jspecify..", "org.roaminghub.vocabulary..", "org.roaminghub.events.."));

    @ArchTest
    static final ArchRule theVocabularyKnowsNoEvents = noClasses()
            .that(resideInAPackage("org.roaminghub.vocabulary.."))
            .should()
            .dependOnClassesThat(resideInAPackage("org.roaminghub.events.."));

    @ArchTest
    static final ArchRule theLanguageIsData = classes()
            .that(resideInAnyPackage("org.roaminghub.vocabulary..", "org.roaminghub.events.."))
            .and()
            .areTopLevelClasses()
            .and()
            .doNotBelongToAnyOf(EventTypes.class)
            .should(beRecordEnumOrInterface());

    // 2 ---------------------------------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule everyEventHasItsName = classes()
            .that()
            .implement(Event.class)
            .should()
            .beAnnotatedWith(EventName.class)
            .andShould()
            .beRecords();

    @ArchTest
    static void everyEventIsListedAndItsNameIsUnique(JavaClasses all) {
        var events = all.stream()
                .filter(c -> c.isAssignableTo(Event.class) && c.isRecord())
                .toList();
        assertThat(EventTypes.ALL).hasSameSizeAs(events);
        assertThat(events.stream().map(HouseRulesTest::storedName)).doesNotHaveDuplicates();
    }

    private static String storedName(JavaClass event) {
        EventName name = event.getAnnotationOfType(EventName.class);
        return name.value() + "/" + name.version();
    }

    // 3 ---------------------------------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule theSpiKnowsOnlyTheVocabulary = classes()
            .that(resideInAPackage("org.roaminghub.spi.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(LANGUAGE).or(resideInAPackage("org.roaminghub.spi..")));

    @ArchTest
    static void theSpiStaysSmall(JavaClasses all) {
        assertThat(all.stream().filter(resideInAPackage("org.roaminghub.spi..").and(HouseRulesTest.topLevel())))
                .hasSizeLessThan(60);
    }

    // 4 ---------------------------------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule coreKnowsNoProtocolAndNoScreen = classes()
            .that(resideInAPackage("org.roaminghub.hub.."))
            .and(not(resideInAPackage("org.roaminghub.hub..store..")))
            .and(not(resideInAPackage("org.roaminghub.hub.recording..")))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(LANGUAGE)
                    .or(resideInAnyPackage(
                            "javax.crypto..",
                            "javax.security.auth.x500..",
                            "org.roaminghub.events..",
                            "org.roaminghub.spi..",
                            "org.roaminghub.hub..",
                            "org.axonframework..",
                            "org.slf4j..")));

    @ArchTest
    static final ArchRule jdbcStaysInTheStores = noClasses()
            .that(resideInAPackage("org.roaminghub.hub.."))
            .and(not(resideInAPackage("org.roaminghub.hub.*.store..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.."));

    @ArchTest
    static final ArchRule slicesHaveNoCycles =
            slices().matching("org.roaminghub.hub.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule storesBelongToTheirSlice =
            slices().matching("org.roaminghub.hub.(*).store..").should().notDependOnEachOther();

    // 5, 6 ------------------------------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule connectorsKnowTheDoorsOnly = classes()
            .that(resideInAPackage("org.roaminghub.connector.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(LANGUAGE)
                    .or(resideInAnyPackage(
                            "org.roaminghub.spi..",
                            "org.roaminghub.connector..",
                            "org.springframework..",
                            "org.apache.cxf..",
                            "org.apache.hc..",
                            "tools.jackson..",
                            "com.fasterxml.jackson.annotation..",
                            "io.netty..",
                            "org.bouncycastle..",
                            "jakarta..",
                            "javax.net.ssl..",
                            "javax.security.auth.x500..",
                            "javax.xml..",
                            "org.w3c.dom..",
                            "org.slf4j..")));

    @ArchTest
    static final ArchRule connectorsDoNotKnowEachOther =
            slices().matching("org.roaminghub.connector.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule theWireStaysInItsConnector = noClasses()
            .that(not(resideInAPackage("org.roaminghub.connector..")))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("org.roaminghub.connector..wire..", "org.roaminghub.connector..message.."));

    @ArchTest
    static final ArchRule mappingDoesNoInputOrOutput = noClasses()
            .that(resideInAPackage("org.roaminghub.connector..mapping.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.net..",
                    "java.nio.file..",
                    "org.apache.hc..",
                    "jakarta..",
                    "org.springframework..",
                    "org.slf4j.."));

    @ArchTest
    static final ArchRule mappingIsStatic = methods()
            .that()
            .areDeclaredInClassesThat(resideInAPackage("org.roaminghub.connector..mapping..")
                    .and(HouseRulesTest.topLevel())
                    .and(HouseRulesTest.plainClass()))
            .and()
            .arePublic()
            .should()
            .beStatic();

    // 7, 8 ------------------------------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule projectionsSeeEventsOnly = classes()
            .that(resideInAPackage("org.roaminghub.projection.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(LANGUAGE)
                    .or(resideInAnyPackage(
                            "javax.sql..",
                            "org.roaminghub.events..",
                            "org.roaminghub.projection..",
                            "org.axonframework.eventhandling..",
                            "org.axonframework.config..",
                            "org.axonframework.messaging..",
                            "org.springframework.jdbc..",
                            "org.springframework.dao..",
                            "org.slf4j..")));

    @ArchTest
    static final ArchRule viewsDoNotKnowEachOther =
            slices().matching("org.roaminghub.projection.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule settlementMathsIsPure = classes()
            .that(resideInAnyPackage(
                    "org.roaminghub.settlement.rating..",
                    "org.roaminghub.settlement.validation..",
                    "org.roaminghub.settlement.ledger.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(LANGUAGE).or(resideInAPackage("org.roaminghub.settlement..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule moneyAndEnergyAreNeverBinary = noClasses()
            .that(resideInAnyPackage("org.roaminghub.vocabulary..", "org.roaminghub.settlement.."))
            .should(haveBinaryNumbers());

    // 9, 10 -----------------------------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule timeAndIdsAreInjected = noClasses()
            .that(resideInAnyPackage(
                    "org.roaminghub.hub..",
                    "org.roaminghub.connector..",
                    "org.roaminghub.projection..",
                    "org.roaminghub.settlement..",
                    "org.roaminghub.spi..",
                    "org.roaminghub.vocabulary..",
                    "org.roaminghub.events.."))
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = fields().should()
            .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .andShould()
            .notBeAnnotatedWith("jakarta.inject.Inject");

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints = noClasses()
            .that(resideInAnyPackage(
                    "org.roaminghub.hub..",
                    "org.roaminghub.connector..",
                    "org.roaminghub.projection..",
                    "org.roaminghub.settlement..",
                    "org.roaminghub.app.admin..",
                    "org.roaminghub.app.store.."))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    private static ArchCondition<JavaClass> beRecordEnumOrInterface() {
        return new ArchCondition<>("be a record, an enum, an interface or an annotation") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean data = type.isRecord() || type.isEnum() || type.isInterface() || type.isAnnotation();
                events.add(new SimpleConditionEvent(type, data, type.getName() + " is none of them"));
            }
        };
    }

    private static ArchCondition<JavaClass> haveBinaryNumbers() {
        return new ArchCondition<>("hold or return float or double") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean found = type.getFields().stream().anyMatch(f -> isBinary(f.getRawType()))
                        || type.getMethods().stream().anyMatch(m -> isBinary(m.getRawReturnType()));
                events.add(new SimpleConditionEvent(type, found, type.getName() + " has float or double"));
            }
        };
    }

    private static boolean isBinary(JavaClass type) {
        return type.isEquivalentTo(double.class)
                || type.isEquivalentTo(float.class)
                || type.isEquivalentTo(Double.class)
                || type.isEquivalentTo(Float.class);
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> topLevel() {
        return com.tngtech.archunit.base.DescribedPredicate.describe("top-level", JavaClass::isTopLevelClass);
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> plainClass() {
        return com.tngtech.archunit.base.DescribedPredicate.describe(
                "plain classes",
                c -> !c.isRecord()
                        && !c.isAssignableTo(Throwable.class)
                        && c.getRawInterfaces().isEmpty() // a version's dialect is a strategy without state
                        && !c.isEnum()
                        && !c.isInterface()
                        && !c.getModifiers().contains(JavaModifier.SYNTHETIC));
    }
}
