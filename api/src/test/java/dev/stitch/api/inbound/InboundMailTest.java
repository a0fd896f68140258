package dev.stitch.api.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.temporal.TemporalFactory;
import dev.stitch.api.testing.ApiTest;
import dev.stitch.journey.JourneyContract;
import dev.stitch.mail.mime.MailFiles;
import dev.stitch.port.Payloads;
import dev.stitch.port.RunAttributes;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.NonNull;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class InboundMailTest extends ApiTest {

  private static final String SPEC = "inbound";

  private static TestWorkflowEnvironment temporal;

  /** The client of a Temporal server inside this process. */
  @Factory
  @Requires(property = "test.spec", value = SPEC)
  static class InProcessTemporal {

    @Singleton
    @Replaces(value = WorkflowClient.class, factory = TemporalFactory.class)
    WorkflowClient client() {
      return temporal.getWorkflowClient();
    }
  }

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("test.spec", SPEC);
    return properties;
  }

  @BeforeAll
  static void startTemporal() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .registerSearchAttribute(
                    RunAttributes.ENTITY.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute(
                    RunAttributes.FLOW.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute(
                    RunAttributes.CONTACT.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
  }

  @AfterAll
  static void stopTemporal() {
    temporal.close();
  }

  @Test
  void aMailHasOneEffectAndItsSendersNextMailReachesTheSameJourney() {
    String flow = routedFlow();
    List<Answer> answers =
        IntStream.range(0, 10)
            .parallel()
            .mapToObj(i -> deliver(MailFiles.mail("new-sender", "first@x", "")))
            .toList();
    assertThat(answers).allSatisfy(each -> assertThat(each.status()).isEqualTo(202));
    String entity = answers.getFirst().at("/entityId").textValue();
    assertThat(answers).allMatch(each -> entity.equals(each.at("/entityId").textValue()));
    Answer page = get("/api/flows/" + flow + "/entities");
    assertThat(page.at("/total").asInt()).isOne();
    assertThat(page.at("/data/0/metadata/sender").textValue()).isEqualTo("zoe.new@example.com");
    assertThat(page.at("/data/0/metadata/subject").textValue()).isEqualTo("Can you help?");
    assertThat(page.at("/data/0/metadata/reply").textValue())
        .isEqualTo("We need a quote for ten seats.");

    Answer second = deliver(MailFiles.mail("new-sender", "second@x", ""));

    assertThat(second.at("/entityId").textValue()).isEqualTo(entity);
    assertThat(signals(entity)).isOne();
    assertThat(deliver("\u0000\u0001 odd").status()).isEqualTo(202);
    assertThat(deliver(MailFiles.mail("bounce", "unknown@x", "")).at("/ignored").textValue())
        .isEqualTo("no_journey");
  }

  private String routedFlow() {
    String flow =
        post(
                "/api/flows",
                json(
                    "{'name':'Inbound','kind':'bmc','graph':{'nodes':[{'id':'lead','type':'ux',"
                        + "'label':'Lead','position':{'x':0,'y':0},'data':{'advance':'manual'}}],'edges':[]}}"))
            .at("/id")
            .textValue();
    assertThat(post("/api/flows/" + flow + "/versions", "{}").status()).isLessThan(300);
    Answer route =
        post(
            "/api/inbound-routes",
            json(
                "{'address':'Hello@stitch.example','flowId':'%s','uxNodeId':'lead'}"
                    .formatted(flow)));
    assertThat(route.status()).as(route.text()).isEqualTo(201);
    return flow;
  }

  private Answer deliver(String mail) {
    return send("POST", "/api/inbound/email/raw", mail, "Content-Type", "message/rfc822");
  }

  private static long signals(String entity) {
    return temporal
        .getWorkflowClient()
        .fetchHistory(JourneyContract.workflowId(UUID.fromString(entity)))
        .getEvents()
        .stream()
        .filter(each -> each.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED)
        .count();
  }
}
