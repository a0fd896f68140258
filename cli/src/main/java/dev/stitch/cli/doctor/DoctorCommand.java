package dev.stitch.cli.doctor;

import dev.stitch.cli.stack.Home;
import io.micronaut.core.annotation.Nullable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Examines the setup; the exit code is 0 unless something does not work. */
@Command(
    name = "doctor",
    description =
        "Say what is wrong with Java, database, Temporal, mail, models and claude, and what to do"
            + " about it.",
    footer = {"", "Looks at what the environment names, else at the stack that runs here."})
public final class DoctorCommand implements Callable<Integer> {

  @Option(names = "--home", paramLabel = "DIR", description = "The stack to look at (.stitch).")
  private @Nullable Path home;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, String> environment = System.getenv();
    Setup setup = Setup.of(environment, Home.find(home, environment));
    List<Examination> examinations =
        List.of(
            new JavaExamination(),
            new StackExamination(setup),
            new DatabaseExamination(setup),
            new TemporalExamination(setup),
            new ReadModelExamination(setup, WorkflowFindings::in),
            new ReadModelExamination(setup, SettlementFindings::in),
            new MailExamination(environment),
            new MailFolderExamination(environment),
            new ModelExamination(environment),
            new ClaudeExamination(environment));
    List<Finding> findings =
        examinations.stream().map(Examination::examine).flatMap(List::stream).toList();
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(finding -> print(finding, out));
    out.flush();
    return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.BAD) ? 1 : 0;
  }

  private static void print(Finding finding, PrintWriter out) {
    out.println(
        String.format(
            Locale.ROOT,
            "%-5s  %-10s  %s",
            finding.level().word(),
            finding.subject(),
            finding.text()));
    if (!finding.remedy().isEmpty()) {
      out.println(" ".repeat(19) + finding.remedy());
    }
  }
}
