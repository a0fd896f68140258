package dev.stitch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What keeps the deterministic module deterministic, and the pure packages pure. */
@AnalyzeClasses(packages = "dev.stitch", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] WORKFLOW_CODE = {
    "dev.stitch.journey..",
    "dev.stitch.path..",
    "dev.stitch.driver..",
    "dev.stitch.bulk..",
    "dev.stitch.batch..",
    "dev.stitch.foreach..",
    "dev.stitch.schedule..",
    "dev.stitch.agent..",
    "dev.stitch.machine..",
    "dev.stitch.evaluation..",
    "dev.stitch.simulation.."
  };

  @ArchTest
  static final ArchRule NO_FRAMEWORK_AND_NO_DATABASE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.micronaut..", "java.sql..", "javax.sql..", "jakarta.inject..", "org.postgresql..")
          .because(
              "workflow code that can reach a framework or a database will, and breaks replay");

  @ArchTest
  static final ArchRule PURE_PACKAGES_KNOW_NO_TEMPORAL =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.stitch.machine..",
              "dev.stitch.graph..",
              "dev.stitch.step..",
              "dev.stitch.sending..",
              "dev.stitch.evaluation..",
              "dev.stitch.simulation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.temporal..")
          .allowEmptyShould(true)
          .because("the same decisions serve production, simulation, tests and explanations");

  @ArchTest
  static final ArchRule A_SIMULATION_KNOWS_WHAT_DECIDES_AND_NO_DRIVER =
      classes()
          .that()
          .resideInAPackage("dev.stitch.simulation..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.stitch.simulation..",
              "dev.stitch.evaluation..",
              "dev.stitch.machine..",
              "dev.stitch.plan..",
              "dev.stitch.step..",
              "dev.stitch.graph..",
              "dev.stitch.model..",
              "dev.stitch.schema..",
              "com.fasterxml.jackson..",
              "java..")
          .because("a simulator that can reach a server will, and then shows what it did itself");

  @ArchTest
  static final ArchRule NO_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(WORKFLOW_CODE)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(java.util.Date.class, java.util.Calendar.class)
          .allowEmptyShould(true)
          .because(
              "a replay sees another time; use Workflow.currentTimeMillis or the event's time");

  @ArchTest
  static final ArchRule NO_RANDOMNESS =
      noClasses()
          .that()
          .resideInAnyPackage(WORKFLOW_CODE)
          .should()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .callConstructor(Random.class, long.class)
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(ThreadLocalRandom.class, java.security.SecureRandom.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("com.github.f4b6a3.uuid.UuidCreator")
          .allowEmptyShould(true)
          .because("a replay draws other numbers; use Workflow.newRandom or derive from an id");

  @ArchTest
  static final ArchRule NO_THREADS =
      noClasses()
          .that()
          .resideInAnyPackage(WORKFLOW_CODE)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.util\\.(Timer|concurrent\\.(.*Execut.*|.*Future.*|ForkJoin.*|locks\\..*"
                  + "|Semaphore|CountDownLatch|CyclicBarrier|Phaser|Exchanger|.*BlockingQueue))")
          .allowEmptyShould(true)
          .because("only the workflow's own scheduler runs in an order that a replay repeats");

  @ArchTest
  static final ArchRule NO_SYNCHRONIZED_METHODS =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(WORKFLOW_CODE)
          .should()
          .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED)
          .allowEmptyShould(true)
          .because("workflow code has one thread; a lock in it can only block the worker");

  @ArchTest
  static final ArchRule NO_INPUT_OR_OUTPUT =
      noClasses()
          .that()
          .resideInAnyPackage(WORKFLOW_CODE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net..", "java.nio.file..", "java.nio.channels..", "java.net.http..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|InputStream|OutputStream)")
          .orShould()
          .accessField(System.class, "in")
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .allowEmptyShould(true)
          .because("what comes from outside reaches a workflow as an activity result or a signal");

  @ArchTest
  static final ArchRule NO_STATIC_MUTABLE_STATE =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(WORKFLOW_CODE)
          .and()
          .areStatic()
          .should()
          .notBeFinal()
          .allowEmptyShould(true)
          .because("state that workflows share is not in any history, so no replay restores it");
}
