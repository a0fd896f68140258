package dev.stitch.api.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import dev.stitch.api.testing.TestTemporal;
import dev.stitch.connection.ConnectionTestWorkflowImpl;
import dev.stitch.model.TaskQueues;
import dev.stitch.port.ConnectionActivities;
import dev.stitch.store.connection.ConnectionRepository;
import io.micronaut.core.annotation.NonNull;
import io.temporal.testing.TestWorkflowEnvironment;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class ConnectionTesterTest extends ApiTest {

  @Inject TestWorkflowEnvironment temporal;
  @Inject ConnectionRepository repository;

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put(TestTemporal.PROPERTY, "true");
    return properties;
  }

  @Test
  void aTestIsMadeByAWorkerAndRememberedUntilTheConnectionChanges() {
    temporal
        .newWorker(TaskQueues.JOURNEYS)
        .registerWorkflowImplementationTypes(ConnectionTestWorkflowImpl.class);
    temporal
        .newWorker(TaskQueues.EFFECTS)
        .registerActivitiesImplementations(
            (ConnectionActivities)
                id -> {
                  repository.tested(id, true, "api.example.org answered 200.");
                  return new ConnectionActivities.TestOutcome(true, "ok");
                });
    temporal.start();
    String location =
        post(
                "/api/connections",
                json(
                    "{'toolkit':'http','name':'x','secret':'s','config':"
                        + "{'scheme':'bearer','hosts':['api.example.org']}}"))
            .header("location");

    Answer tested = send("POST", location + "/test", null);

    assertThat(tested.status()).as(tested.text()).isEqualTo(200);
    assertThat(tested.at("/lastTest/ok").booleanValue()).isTrue();
    assertThat(tested.at("/lastTest/message").textValue()).contains("answered 200");
    patch(location, json("{'secret':'other'}"));
    assertThat(get(location).at("/lastTest").isNull()).isTrue();
    assertThat(send("POST", "/api/connections/" + UUID.randomUUID() + "/test", null).status())
        .isEqualTo(404);
  }
}
