package dev.stitch.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.interceptors.WorkflowClientInterceptor;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class TelemetryTest {

  private static final String QUEUE = "telemetry";

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();
  private final Tracing tracing = new Tracing(sdk, sdk::close);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(TelemetryTest.class);
  private final UUID entity = UUID.randomUUID();
  private TestWorkflowEnvironment temporal;

  @BeforeEach
  void start() {
    log.start();
    logger.addAppender(log);
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setInterceptors(
                            tracing.clientInterceptors().toArray(WorkflowClientInterceptor[]::new))
                        .build())
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(Telemetry.workerInterceptors(tracing))
                        .build())
                .build());
    Worker worker = temporal.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(GreetingImpl.class);
    worker.registerActivitiesImplementations(new SayingImpl());
    temporal.start();
  }

  @AfterEach
  void stop() {
    temporal.close();
    logger.detachAppender(log);
    tracing.close();
  }

  @Test
  void aTraceGoesFromTheCallerOverTheWorkflowToItsActivity() {
    Span caller = sdk.getTracer("test").spanBuilder("request").startSpan();
    try (Scope scope = caller.makeCurrent()) {
      assertThat(greet()).isEqualTo("Hello");
    }
    caller.end();

    List<SpanData> all = spans.getFinishedSpanItems();
    assertThat(all)
        .extracting(SpanData::getName)
        .contains("request", "StartWorkflow:Greeting", "RunWorkflow:Greeting", "RunActivity:Say");
    assertThat(all)
        .extracting(SpanData::getTraceId)
        .containsOnly(caller.getSpanContext().getTraceId());
  }

  @Test
  void linesOfWorkflowsAndActivitiesNameTheirEntity() {
    greet();

    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .contains("in the workflow", "in the activity");
    assertThat(log.list)
        .allSatisfy(
            line ->
                assertThat(line.getMDCPropertyMap())
                    .containsEntry(LogFields.ENTITY, entity.toString()));
  }

  @Test
  void nothingIsTracedUnlessThereIsWhereTo() {
    assertThat(Tracing.fromEnvironment(Map.of(), "it").isOn()).isFalse();
    assertThat(
            Tracing.fromEnvironment(
                    Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1",
                        "OTEL_SDK_DISABLED", "true"),
                    "it")
                .isOn())
        .isFalse();
  }

  @Test
  void fieldsArePutBackAsTheyWere() {
    LogFields outer = LogFields.of().with(LogFields.ENTITY, "e1");
    LogFields inner = LogFields.of().with(LogFields.ENTITY, "e2").with(LogFields.NODE, "n");
    assertThat(MDC.get(LogFields.ENTITY)).isEqualTo("e2");

    inner.end();
    assertThat(MDC.get(LogFields.ENTITY)).isEqualTo("e1");
    assertThat(MDC.get(LogFields.NODE)).isNull();
    outer.end();
    assertThat(MDC.get(LogFields.ENTITY)).isNull();
  }

  @Test
  void anEntityIsReadOffTheIdsOfJourneysAndPathsOnly() {
    assertThat(LoggedWork.entityOf("journey/" + entity)).isEqualTo(entity.toString());
    assertThat(LoggedWork.entityOf("path/" + entity + "/node/1/flow")).isEqualTo(entity.toString());
    assertThat(LoggedWork.entityOf("run/" + entity)).isNull();
    assertThat(LoggedWork.entityOf("journey/ada@example.com")).isNull();
    assertThat(LoggedWork.entityOf("something")).isNull();
  }

  private String greet() {
    return temporal
        .getWorkflowClient()
        .newWorkflowStub(
            Greeting.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(QUEUE)
                .setWorkflowId("journey/" + entity)
                .build())
        .greet();
  }

  @WorkflowInterface
  public interface Greeting {
    @WorkflowMethod(name = "Greeting")
    String greet();
  }

  @ActivityInterface
  public interface Saying {
    @ActivityMethod(name = "Say")
    String say();
  }

  public static final class GreetingImpl implements Greeting {
    @Override
    public String greet() {
      Workflow.getLogger(TelemetryTest.class).info("in the workflow");
      return Workflow.newActivityStub(
              Saying.class,
              ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(5)).build())
          .say();
    }
  }

  public static final class SayingImpl implements Saying {
    @Override
    public String say() {
      LoggerFactory.getLogger(TelemetryTest.class).info("in the activity");
      return "Hello";
    }
  }
}
