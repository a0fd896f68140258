package dev.stitch.api.testing;

import dev.stitch.api.temporal.TemporalFactory;
import dev.stitch.port.Payloads;
import dev.stitch.port.RunAttributes;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import jakarta.inject.Singleton;

/** An in-memory Temporal server, for test classes that set {@value #PROPERTY}. */
@Factory
@Requires(property = TestTemporal.PROPERTY)
public class TestTemporal {

  public static final String PROPERTY = "stitch.test.temporal";

  @Singleton
  @Bean(preDestroy = "close")
  TestWorkflowEnvironment environment() {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setUseTimeskipping(false)
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build());
    RunAttributes.all()
        .forEach(
            key ->
                options.registerSearchAttribute(
                    key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    return TestWorkflowEnvironment.newInstance(options.build());
  }

  @Singleton
  @Replaces(bean = WorkflowClient.class, factory = TemporalFactory.class)
  WorkflowClient client(TestWorkflowEnvironment environment) {
    return environment.getWorkflowClient();
  }
}
