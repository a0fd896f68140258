package dev.stitch.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * The files to deploy by, as far as they can be checked without an engine: their structure, and
 * that what they name of ours exists. Whether the images can be pulled is not checked here.
 */
class DeploymentTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Set<String> SERVICE_KEYS =
      Set.of(
          "image",
          "build",
          "command",
          "entrypoint",
          "environment",
          "depends_on",
          "ports",
          "volumes",
          "configs",
          "healthcheck",
          "restart",
          "stop_grace_period",
          "init");
  private static final Set<String> CONDITIONS =
      Set.of("service_started", "service_healthy", "service_completed_successfully");

  /** Commands of the command line that run as servers or jobs. */
  private static final Set<String> COMMANDS = Set.of("api", "worker", "migrate");

  private final Map<String, Object> compose = yaml("docker-compose.temporal.yml");
  private final Map<String, Map<String, Object>> services = child(compose, "services");

  @Test
  void theComposeFileHasEveryPart() {
    assertThat(services.keySet())
        .containsExactly(
            "postgresql",
            "temporal-schema",
            "temporal",
            "temporal-namespace",
            "temporal-ui",
            "migrate",
            "api",
            "worker");
    assertThat(services)
        .allSatisfy(
            (name, service) -> assertThat(SERVICE_KEYS).as(name).containsAll(service.keySet()));
    assertThat(services)
        .allSatisfy(
            (name, service) -> assertThat(service.get("image").toString()).as(name).contains(":"));
  }

  @Test
  void whatAServiceWaitsForExistsAndCanBeWaitedFor() {
    services.forEach(
        (name, service) ->
            dependencies(service)
                .forEach(
                    (dependency, condition) -> {
                      assertThat(services).as(name).containsKey(dependency);
                      assertThat(CONDITIONS).as(name).contains(condition);
                      if (condition.equals("service_healthy")) {
                        assertThat(services.get(dependency))
                            .as(dependency)
                            .containsKey("healthcheck");
                      }
                    }));
  }

  @Test
  void whatKeepsDataHasANamedVolumeAndServersHaveHealthChecks() {
    Set<String> volumes = this.<Object>child(compose, "volumes").keySet();
    assertThat((List<?>) services.get("postgresql").get("volumes"))
        .allSatisfy(volume -> assertThat(volumes).contains(volume.toString().split(":")[0]));
    assertThat(List.of("postgresql", "temporal", "api", "worker"))
        .allSatisfy(name -> assertThat(services.get(name)).as(name).containsKey("healthcheck"));
  }

  @Test
  void theWorkerCanBeScaled() {
    assertThat(services.get("worker")).doesNotContainKeys("container_name", "ports");
  }

  @Test
  void nothingIsPublishedBeyondLoopback() {
    assertThat(
            services.values().stream()
                .map(service -> service.get("ports"))
                .filter(ports -> ports != null))
        .allSatisfy(
            ports ->
                assertThat((List<?>) ports)
                    .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:")));
  }

  @Test
  void ourServicesUseCommandsAndVariablesThatExist() throws IOException {
    for (String name : COMMANDS) {
      Map<String, Object> service = services.get(name);
      assertThat(service.get("command")).isEqualTo(List.of(name));
      assertKnown(this.<Object>child(service, "environment").keySet());
    }
  }

  @Test
  void theImageRunsOurProgramAsNobodySpecial() throws IOException {
    String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));

    assertThat(dockerfile).contains("dev.stitch.cli.Stitch", "\nUSER 10001\n", "\nCMD [\"api\"]");
    assertThat(dockerfile.lines().filter(line -> line.startsWith("FROM"))).hasSizeGreaterThan(1);
    assertThat(Files.readAllLines(ROOT.resolve(".dockerignore")))
        .contains(".git", ".stitch", "**/target");
  }

  @Test
  void theKubernetesSampleUsesCommandsProbesAndVariablesThatExist() throws IOException {
    String text = Files.readString(ROOT.resolve("docs/kubernetes/stitch.yaml"));
    Set<String> kinds = new TreeSet<>();
    for (Object document : new Yaml().loadAll(text)) {
      Map<String, Object> resource = map(document);
      assertThat(resource).containsKeys("apiVersion", "kind", "metadata");
      kinds.add(resource.get("kind").toString());
    }
    assertThat(kinds).contains("Deployment", "Job", "Secret", "Service");
    assertKnown(found("\\b[A-Z]+(?:_[A-Z]+)+\\b", text));
    assertThat(COMMANDS).containsAll(found("(?<=args: \\[\")\\w+", text));
    assertThat(Set.of("/health/liveness", "/health/readiness", "/prometheus"))
        .containsAll(found("(?<=path: )\\S+", text));
  }

  private static void assertKnown(Set<String> variables) throws IOException {
    Set<String> known = new TreeSet<>(VariablesTest.told());
    known.addAll(Set.of("TEMPORAL_ADDRESS", "TEMPORAL_NAMESPACE", "TEMPORAL_API_KEY"));
    known.addAll(Set.of("ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL"));
    assertThat(known).containsAll(variables);
  }

  private static Set<String> found(String pattern, String text) {
    Set<String> found = new TreeSet<>();
    Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).forEach(found::add);
    return found;
  }

  private static Map<String, String> dependencies(Map<String, Object> service) {
    Map<String, String> conditions = new TreeMap<>();
    if (service.get("depends_on") instanceof Map<?, ?> dependencies) {
      dependencies.forEach(
          (name, how) -> conditions.put(name.toString(), map(how).get("condition").toString()));
    }
    return conditions;
  }

  private static Map<String, Object> yaml(String file) {
    try (InputStream stream = Files.newInputStream(ROOT.resolve(file))) {
      return map(new Yaml().load(stream));
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
  }

  @SuppressWarnings("unchecked") // YAML's mappings have texts for keys here
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private <V> Map<String, V> child(Map<String, Object> parent, String name) {
    return (Map<String, V>) parent.get(name);
  }
}
