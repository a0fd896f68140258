package dev.stitch.api.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.security.RequiresRole;
import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.access.Role;
import dev.stitch.telemetry.LogFields;
import dev.stitch.telemetry.Tracing;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

@Tag("server")
class RequestContextTest extends ApiTest {

  private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final UUID id = UUID.randomUUID();

  @BeforeEach
  void forget() {
    SPANS.reset();
  }

  @Test
  void linesOfARequestNameTheEntityAndTheNodeOfItsPath() {
    assertThat(get("/api/entities/" + id + "/seen/greet").text()).isEqualTo(id + " greet");
  }

  @Test
  void aRequestGoesOnWithTheTraceOfItsCaller() {
    Answer answer =
        get(
            "/api/entities/" + id + "/traced",
            "traceparent",
            "00-" + TRACE + "-00f067aa0ba902b7-01");

    assertThat(answer.text()).isEqualTo(TRACE);
    SpanData span = SPANS.getFinishedSpanItems().getFirst();
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getName()).isEqualTo("GET /api/entities/{id}/traced");
  }

  @Test
  void aDefectIsAnErrorInItsTraceAndSaysNothingOfTheRequest() {
    assertThat(get("/api/entities/" + id + "/broken?email=ada@example.com").status())
        .isEqualTo(500);

    SpanData span = SPANS.getFinishedSpanItems().getFirst();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.toString()).doesNotContain("ada@example.com");
  }

  @Override
  public Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("spec.name", "RequestContextTest");
    return properties;
  }

  @Factory
  @Requires(property = "spec.name", value = "RequestContextTest")
  static class Traced {

    @Singleton
    @Replaces(Tracing.class)
    Tracing inMemory() {
      OpenTelemetrySdk sdk =
          OpenTelemetrySdk.builder()
              .setTracerProvider(
                  SdkTracerProvider.builder()
                      .addSpanProcessor(SimpleSpanProcessor.create(SPANS))
                      .build())
              .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
              .build();
      return new Tracing(sdk, sdk::close);
    }
  }

  /** Answers what a line of a log would say of the request. */
  @Controller("/api/entities/{id}")
  @Requires(property = "spec.name", value = "RequestContextTest")
  static class TestController {

    @Get("/seen/{nodeId}")
    @RequiresRole(Role.VIEWER)
    String seen(UUID id, String nodeId) {
      return MDC.get(LogFields.ENTITY) + " " + MDC.get(LogFields.NODE);
    }

    @Get("/traced")
    @RequiresRole(Role.VIEWER)
    String traced(UUID id) {
      return Span.current().getSpanContext().getTraceId();
    }

    @Get("/broken")
    @RequiresRole(Role.VIEWER)
    String broken(UUID id) {
      throw new IllegalStateException("broken");
    }
  }
}
