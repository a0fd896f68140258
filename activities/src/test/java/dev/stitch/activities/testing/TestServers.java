package dev.stitch.activities.testing;

import dev.stitch.port.Payloads;
import dev.stitch.port.RunAttributes;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.interceptors.WorkflowClientInterceptor;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.HashMap;
import java.util.Map;

/**
 * An in-memory Temporal server that knows our search attributes, and beans on an empty database.
 * Workers are the test's: nothing polls before it starts the server.
 */
public record TestServers(TestWorkflowEnvironment temporal, ApplicationContext context)
    implements AutoCloseable {

  /**
   * Starts both.
   *
   * @param skipTime whether a timer fires as soon as nothing else is to be done
   * @param interceptors see each call of the client
   */
  public static TestServers start(boolean skipTime, WorkflowClientInterceptor... interceptors) {
    return start(skipTime, Map.of(), interceptors);
  }

  /**
   * Starts both.
   *
   * @param settings of the beans, besides those of the database
   */
  public static TestServers start(
      boolean skipTime, Map<String, String> settings, WorkflowClientInterceptor... interceptors) {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setUseTimeskipping(skipTime)
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder()
                    .setDataConverter(Payloads.converter())
                    .setInterceptors(interceptors)
                    .build());
    RunAttributes.all()
        .forEach(
            key ->
                options.registerSearchAttribute(
                    key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(options.build());
    Map<String, Object> properties = new HashMap<>(Postgres.freshProperties());
    properties.putAll(settings);
    ApplicationContext context =
        ApplicationContext.builder()
            .properties(properties)
            .singletons(temporal.getWorkflowClient())
            .start();
    return new TestServers(temporal, context);
  }

  @Override
  public void close() {
    context.close();
    temporal.close();
  }
}
