package dev.stitch.api.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.store.authoring.MailTemplateUses;
import dev.stitch.store.authoring.MailTemplateUses.Pinned;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class MailTemplateApiTest extends JourneyApiTest {

  private static final String ROUTE = "/api/mail-templates";

  @Inject MailTemplateUses uses;

  @Test
  void savedMailIsCreatedReadChangedAndDeleted() {
    Answer created =
        post(
            ROUTE,
            json(
                "{'name':' Spring hello ','subject':'Hi {{contact.name}}','html':'<p>{{contact.company}}</p>'}"));

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    String id = created.at("/id").textValue();
    assertThat(created.header("Location")).isEqualTo(ROUTE + "/" + id);
    assertThat(created.at("/name").textValue()).isEqualTo("Spring hello");
    assertThat(created.at("/version").intValue()).isEqualTo(1);
    assertThat(created.at("/text").isNull()).isTrue();
    assertThat(created.at("/usedBy")).isEmpty();
    assertThat(get(ROUTE + "/" + id).body()).isEqualTo(created.body());
    assertThat(get(ROUTE + "?q=pring%20hel&sort=name").at("/data").findValuesAsText("id"))
        .contains(id);
    assertThat(get(ROUTE + "?q=nothing-like-it").at("/total").intValue()).isZero();

    Answer changed = patch(ROUTE + "/" + id, json("{'text':'Hello'}"));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.at("/version").intValue()).isEqualTo(2);
    assertThat(changed.at("/html").textValue()).isEqualTo("<p>{{contact.company}}</p>");

    assertThat(delete(ROUTE + "/" + id).status()).isEqualTo(204);
    assertThat(get(ROUTE + "/" + id).status()).isEqualTo(404);
    assertThat(get(ROUTE + "/" + id + "/versions").status()).isEqualTo(404);
    assertThat(delete(ROUTE + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void anotherContentIsAnotherVersionAndAnEarlierOneIsTheVersionThatItWas() {
    String id = saved("One");
    assertThat(patch(ROUTE + "/" + id, json("{'text':'Two'}")).at("/version").intValue())
        .isEqualTo(2);
    assertThat(patch(ROUTE + "/" + id, json("{'name':'Renamed'}")).at("/version").intValue())
        .isEqualTo(2);
    assertThat(patch(ROUTE + "/" + id, json("{'text':'One'}")).at("/version").intValue())
        .isEqualTo(1);
    assertThat(patch(ROUTE + "/" + id, json("{'text':'Three'}")).at("/version").intValue())
        .isEqualTo(3);

    JsonNode versions = get(ROUTE + "/" + id + "/versions").body();
    assertThat(versions.at("/total").intValue()).isEqualTo(3);
    assertThat(versions.at("/data").findValuesAsText("text"))
        .containsExactly("Three", "Two", "One");

    Answer restored = send("POST", ROUTE + "/" + id + "/versions/2/restore", null);
    assertThat(restored.status()).as(restored.text()).isEqualTo(200);
    assertThat(restored.at("/version").intValue()).isEqualTo(2);
    assertThat(restored.at("/text").textValue()).isEqualTo("Two");
    assertThat(restored.at("/name").textValue()).isEqualTo("Renamed");
    assertThat(get(ROUTE + "/" + id + "/versions/3").at("/text").textValue()).isEqualTo("Three");
    assertThat(send("POST", ROUTE + "/" + id + "/versions/9/restore", null).status())
        .isEqualTo(404);
  }

  @Test
  void manyWhoChangeItAtOnceEachMakeAVersion() throws Exception {
    String id = saved("First");
    CountDownLatch ready = new CountDownLatch(1);
    List<Thread> writers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              ready.countDown();
                              patch(ROUTE + "/" + id, json("{'text':'By %d'}".formatted(i)));
                            }))
            .toList();
    ready.await();
    for (Thread writer : writers) {
      writer.join();
    }

    JsonNode versions = get(ROUTE + "/" + id + "/versions?sort=version").body();
    assertThat(versions.at("/data").findValues("version").stream().map(JsonNode::intValue))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void whatCannotBeSentIsRefusedAtItsField() {
    assertRefused("{}", "/name", "/subject", "/text");
    assertRefused("{'name':'N','subject':'S','text':' ','html':''}", "/text");
    assertRefused("{'name':'N','subject':'Hi {{contact.name','text':'x'}", "/subject");
    assertRefused("{'name':'N','subject':'S','html':'{{kontact.name}}'}", "/html");
    assertRefused("{'name':'N','subject':'S','text':'{{steps.a.output}}'}", "/text");
    assertRefused("{'name':'N','subject':'S','text':'{{> other}}'}", "/text");
    assertRefused("{'name':'%s','subject':'S','text':'x'}".formatted("n".repeat(201)), "/name");
    assertRefused(
        "{'name':'N','subject':'%s','text':'%s','html':'%s'}"
            .formatted("s".repeat(1_001), "t".repeat(100_001), "h".repeat(200_001)),
        "/subject",
        "/text",
        "/html");
    assertThat(post(ROUTE, json("{'name':1,'subject':[]}")).status()).isEqualTo(400);
    assertThat(post(ROUTE, "[]").status()).isEqualTo(400);
    assertThat(get(ROUTE + "/not-an-id").status()).isIn(400, 404);
    assertThat(get(ROUTE + "/" + saved("x") + "/versions/0").status()).isEqualTo(404);

    String id = saved("Stays");
    Answer refused = patch(ROUTE + "/" + id, json("{'text':'{{nope}}'}"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.pointer()).isEqualTo("/text");
    assertThat(get(ROUTE + "/" + id).at("/version").intValue()).isEqualTo(1);
  }

  @Test
  void whatIsUsedIsNotDeletedAndTheAnswerNamesItsUsers() {
    UUID id = UUID.fromString(saved("Used"));
    UUID campaign =
        UUID.fromString(
            post("/api/workflows/templates", json("{'name':'Spring','templateType':'outreach'}"))
                .at("/id")
                .textValue());
    UUID flow = UUID.fromString(published("system", PATH));
    uses.replaceOfTemplate(campaign, List.of(new Pinned(id, 1), new Pinned(id, 1)));
    uses.replaceOfFlow(flow, List.of(new Pinned(id, 1)));

    Answer refused = delete(ROUTE + "/" + id);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.at("/detail").textValue())
        .contains("the template 'Spring'")
        .contains("the flow 'Flow'");
    assertThat(get(ROUTE + "/" + id).at("/usedBy").findValuesAsText("kind"))
        .containsExactly("template", "flow");

    assertThat(send("POST", "/api/workflows/templates/" + campaign + "/complete", null).status())
        .isEqualTo(200);
    assertThat(send("POST", "/api/flows/" + flow + "/versions", null).status()).isEqualTo(200);
    assertThat(get(ROUTE + "/" + id).at("/usedBy")).isEmpty();
    assertThat(delete(ROUTE + "/" + id).status()).isEqualTo(204);
  }

  @Test
  void aGraphThatNamesMailThatThereIsNotIsToldWhere() {
    String id = saved("Known");
    Answer findings =
        post(
            "/api/flows/validate",
            json(
                """
                {'kind':'system','graph':{'edges':[],'nodes':[
                  {'id':'a','type':'email.send','data':{'mailTemplate':'%s'}},
                  {'id':'b','type':'email.send','data':{'mailTemplate':'%s','mailTemplateVersion':7}},
                  {'id':'c','type':'email.send','data':{'mailTemplate':'%s','mailTemplateVersion':'x'}}]}}
                """
                    .formatted(UUID.randomUUID(), id, id)));

    assertThat(findings.status()).as(findings.text()).isEqualTo(200);
    assertThat(
            StreamSupport.stream(findings.at("/errors").spliterator(), false)
                .map(error -> error.path("nodeId").asText() + " " + error.path("field").asText()))
        .contains(
            "a data.mailTemplate", "b data.mailTemplateVersion", "c data.mailTemplateVersion");
  }

  private void assertRefused(String body, String... pointers) {
    Answer answer = post(ROUTE, json(body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.at("/errors").findValuesAsText("pointer")).containsExactly(pointers);
  }

  private String saved(String text) {
    Answer answer =
        post(ROUTE, json("{'name':'Mail','subject':'Hello','text':'%s'}".formatted(text)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.at("/id").textValue();
  }
}
