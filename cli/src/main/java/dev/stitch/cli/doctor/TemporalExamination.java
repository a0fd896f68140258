package dev.stitch.cli.doctor;

import dev.stitch.temporal.Namespace;
import dev.stitch.temporal.TemporalConnection;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Temporal: whether it answers, has the namespace and our search attributes, and is safe to run.
 */
final class TemporalExamination implements Examination {

  private static final String SUBJECT = "temporal";

  private final Setup setup;

  TemporalExamination(Setup setup) {
    this.setup = setup;
  }

  @Override
  public List<Finding> examine() {
    Optional<Map<String, String>> variables = setup.temporal();
    if (variables.isEmpty()) {
      return List.of(
          Finding.notable(
              SUBJECT,
              "no stack runs here and TEMPORAL_ADDRESS is not set",
              "Start one with ./stitch up, or name a server."));
    }
    try {
      TemporalConnection connection = TemporalConnection.fromEnvironment(variables.get());
      try (Namespace namespace = new Namespace(connection)) {
        return examine(connection, namespace);
      }
    } catch (IllegalArgumentException | UncheckedIOException malformed) {
      return List.of(
          Finding.bad(
              SUBJECT, malformed.getMessage(), "Correct the TEMPORAL_ variables or their file."));
    }
  }

  private static List<Finding> examine(TemporalConnection connection, Namespace namespace) {
    List<Finding> findings = new ArrayList<>();
    try {
      findings.add(version(namespace.serverVersion(), connection.address()));
      findings.add(retention(namespace.retention(), connection.namespace()));
      findings.add(searchAttributes(namespace.missingSearchAttributes()));
    } catch (StatusRuntimeException e) {
      findings.add(refusal(e.getStatus(), connection));
    }
    return findings;
  }

  private static Finding version(String version, String address) {
    String found = "server " + version + " at " + address;
    Optional<ServerVersion> parsed = ServerVersion.parse(version);
    if (parsed.isEmpty() || parsed.get().isFixed()) {
      return Finding.good(SUBJECT, found);
    }
    String text = found + " does not have the fix for " + ServerVersion.HOLE;
    String remedy = "Use " + ServerVersion.FIXES + ".";
    // On loopback nobody else reaches it, and the local server's version is not everybody's to
    // choose.
    return isLoopback(address)
        ? Finding.notable(SUBJECT, text, remedy + " Until then keep it on loopback.")
        : Finding.bad(SUBJECT, text, remedy);
  }

  private static Finding retention(Duration retention, String namespace) {
    String found =
        "namespace " + namespace + " keeps closed workflows for " + retention.toDays() + " days";
    return retention.compareTo(Namespace.RETENTION) >= 0
        ? Finding.good("namespace", found)
        : Finding.notable(
            "namespace",
            found,
            "Journeys that ended earlier cannot be looked at in Temporal; "
                + Namespace.RETENTION.toDays()
                + " days are what a local stack has.");
  }

  private static Finding searchAttributes(List<String> missing) {
    return missing.isEmpty()
        ? Finding.good("search", "all search attributes are registered")
        : Finding.bad(
            "search",
            "search attributes are missing: " + String.join(", ", missing),
            "temporal operator search-attribute create --type Keyword --name "
                + String.join(" --name ", missing));
  }

  private static Finding refusal(Status status, TemporalConnection connection) {
    String where = connection.address() + ", namespace " + connection.namespace();
    return switch (status.getCode()) {
      case NOT_FOUND ->
          Finding.bad(
              SUBJECT,
              "there is no namespace " + connection.namespace() + " at " + connection.address(),
              "Create it (temporal operator namespace create), or name another one in TEMPORAL_NAMESPACE.");
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          Finding.bad(
              SUBJECT,
              where + " refuses us: " + status.getDescription(),
              "Check TEMPORAL_API_KEY or the certificates.");
      default ->
          Finding.bad(
              SUBJECT,
              where + " does not answer: " + status.getCode() + firstLine(status),
              "Check that the server runs, and TEMPORAL_ADDRESS.");
    };
  }

  private static String firstLine(Status status) {
    return status.getDescription() == null
        ? ""
        : status.getDescription().lines().findFirst().map(line -> ", " + line).orElse("");
  }

  private static boolean isLoopback(String address) {
    return address.startsWith("127.")
        || address.startsWith("localhost:")
        || address.startsWith("[::1]");
  }
}
