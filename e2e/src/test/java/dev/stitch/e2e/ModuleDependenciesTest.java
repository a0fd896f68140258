package dev.stitch.e2e;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.stitch.store.Database;
import java.sql.ResultSet;
import java.sql.Statement;

/** Which module may know which: the build would let more through than the design allows. */
@AnalyzeClasses(
    packages = "dev.stitch",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      ModuleDependenciesTest.DoNotIncludeTestJars.class
    })
class ModuleDependenciesTest {

  /** What tests of other modules lend to these stands in jars of its own. */
  static final class DoNotIncludeTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String STORE = "dev.stitch.store..";
  private static final String MAIL = "dev.stitch.mail..";
  private static final String CONNECTORS = "dev.stitch.connectors..";
  private static final String LAUNCH = "dev.stitch.launch..";
  private static final String INBOUND = "dev.stitch.inbound..";
  private static final String ACTIVITIES = "dev.stitch.activities..";
  private static final String API = "dev.stitch.api..";
  private static final String WORKER = "dev.stitch.worker..";
  private static final String CLI = "dev.stitch.cli..";

  @ArchTest
  static final ArchRule WORKFLOWS_KNOW_NO_OTHER_MODULE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              STORE, LAUNCH, MAIL, CONNECTORS, INBOUND, ACTIVITIES, API, WORKER, CLI)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              STORE, LAUNCH, MAIL, CONNECTORS, INBOUND, ACTIVITIES, API, WORKER, CLI)
          .because("workflows hold the contracts that the world implements, and never the world");

  @ArchTest
  static final ArchRule STORE_IS_THE_BOTTOM =
      noClasses()
          .that()
          .resideInAPackage(STORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LAUNCH, MAIL, CONNECTORS, INBOUND, ACTIVITIES, API, WORKER, CLI)
          .because("tables do not know who reads and writes them");

  @ArchTest
  static final ArchRule MAIL_IS_WIRE_AND_WORDS =
      noClasses()
          .that()
          .resideInAPackage(MAIL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LAUNCH, CONNECTORS, INBOUND, ACTIVITIES, API, WORKER, CLI)
          .because("what a mail means for a journey is decided in the module above");

  @ArchTest
  static final ArchRule CONNECTORS_SPEAK_HTTP_AND_KNOW_CONNECTIONS =
      noClasses()
          .that()
          .resideInAPackage(CONNECTORS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LAUNCH, MAIL, INBOUND, ACTIVITIES, API, WORKER, CLI, "io.temporal..")
          .because("whether a refusal is waited for, repeated or told is decided by who asked");

  @ArchTest
  static final ArchRule WHAT_COMES_IN_KNOWS_NEITHER_OF_ITS_HOSTS =
      noClasses()
          .that()
          .resideInAPackage(INBOUND)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ACTIVITIES, API, WORKER, CLI)
          .because("the API's routes and the worker's watch take mail in by the same code");

  @ArchTest
  static final ArchRule LAUNCHING_KNOWS_CONTRACTS_AND_ROWS =
      noClasses()
          .that()
          .resideInAPackage(LAUNCH)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MAIL, CONNECTORS, INBOUND, ACTIVITIES, API, WORKER, CLI)
          .orShould()
          .dependOnClassesThat(nameMatching("dev\\.stitch\\..*Impl(\\$.*)?"))
          .because("API and workers start by the same code, and neither needs the other for it");

  @ArchTest
  static final ArchRule ACTIVITIES_KNOW_WORKFLOWS_AND_STORE =
      noClasses()
          .that()
          .resideInAPackage(ACTIVITIES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(API, WORKER, CLI)
          .because("what a worker does must not need an API beside it");

  @ArchTest
  static final ArchRule API_KNOWS_NO_WORK =
      noClasses()
          .that()
          .resideInAPackage(API)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ACTIVITIES, WORKER, CLI)
          .because("the API asks for work through Temporal and reads of it in the database");

  @ArchTest
  static final ArchRule API_USES_CONTRACTS_ONLY =
      noClasses()
          .that()
          .resideInAPackage(API)
          .should()
          .dependOnClassesThat(
              resideOutsideOfPackage(API).and(nameMatching("dev\\.stitch\\..*Impl(\\$.*)?")))
          .because("an API that names an implementation is released with the worker, or breaks it");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_THE_WORKER =
      classes()
          .that()
          .resideInAPackage(WORKER)
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage(WORKER, CLI)
          .because("workers come and go; nothing may need one in its process");

  @ArchTest
  static final ArchRule NOTHING_KNOWS_THE_COMMAND_LINE =
      classes()
          .that()
          .resideInAPackage(CLI)
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage(CLI)
          .because("it is the outermost layer");

  @ArchTest
  static final ArchRule SQL_STANDS_IN_THE_STORE =
      noClasses()
          .that()
          // The local server is made before there is a table.
          .resideOutsideOfPackages(STORE, "dev.stitch.cli.postgres..")
          .should()
          .callMethodWhere(
              target(owner(type(Database.class)))
                  .and(
                      target(
                          nameMatching("list|first|number|exists|update|batch|each|onConnection"))))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Statement.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ResultSet.class)
          .because("a change of a table is looked for in one module");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLE =
      SlicesRuleDefinition.slices()
          .matching("dev.stitch.(**)")
          .should()
          .beFreeOfCycles()
          .because("a package that needs its users can't be read by itself");

  @ArchTest
  static final ArchRule DECISIONS_KNOW_NO_DRIVER =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.stitch.graph..",
              "dev.stitch.machine..",
              "dev.stitch.step..",
              "dev.stitch.evaluation..",
              "dev.stitch.simulation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.stitch.journey..",
              "dev.stitch.path..",
              "dev.stitch.driver..",
              "dev.stitch.bulk..")
          .because("what decides is driven; it does not drive");
}
