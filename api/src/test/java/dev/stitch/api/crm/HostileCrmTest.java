package dev.stitch.api.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the CRM's routes do not take: each is answered by a 4xx that names the field. */
@Tag("server")
class HostileCrmTest extends ApiTest {

  private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

  private String contact;
  private String content;

  @BeforeAll
  void somethingToReferTo() {
    contact = id(post("/api/contacts", json("{'email':'hostile@crm.example'}")));
    content = id(post("/api/content", json("{'title':'Hostile'}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "contacts/C/identities | {}                                              | /platform",
        "contacts/C/identities | {'platform':' ','platformUserId':'1'}           | /platform",
        "contacts/C/identities | {'platform':'x'}                                | /platformUserId",
        "contacts/C/identities | {'platform':'x','platformUserId':7}             | /platformUserId",
        "contacts/C/identities | {'platform':'x','platformUserId':'a\\u0000'}    | /platformUserId",
        "contacts/C/identities | {'platform':'x','platformUserId':'\\ud83d'}     | /platformUserId",
        "contacts/C/identities | {'platform':'x','platformUserId':'LONG'}        | /platformUserId",
        "contacts/C/identities | {'platform':'x','platformUserId':'1','id':'2'}  | /id",
        "content               | {}                                              | /title",
        "content               | {'title':'\\u200b \\ufeff'}                     | /title",
        "content               | {'title':'LONG'}                                | /title",
        "content               | {'title':'t','status':'gone'}                   | /status",
        "content               | {'title':'t','contactId':'NOBODY'}              | /contactId",
        "content               | {'title':'t','templateId':'NOBODY'}             | /templateId",
        "content               | {'title':'t','templateId':'5'}                  | /templateId",
        "content               | {'title':'t','metadata':[]}                     | /metadata",
        "content               | {'title':'t','metadata':{'a':'\\u0000'}}        | /metadata/a",
        "content               | {'title':'t','metadata':{'a':'HUGE'}}           | /metadata",
        "content               | {'title':'t','createdBy':'me'}                  | /createdBy",
        "content/I/posts       | {}                                              | /platform",
        "content/I/posts       | {'platform':'myspace'}                          | /platform",
        "content/I/posts       | {'platform':'x','url':'javascript:alert(1)'}    | /url",
        "content/I/posts       | {'platform':'x','url':'//x.example'}            | /url",
        "content/I/posts       | {'platform':'x','url':'https:// x'}             | /url",
        "content/I/posts       | {'platform':'x','publishedAt':'soon'}           | /publishedAt",
        "content/I/posts       | {'platform':'x','publishedAt':'-0001-01-01T00:00:00Z'} | /publishedAt",
        "content/I/posts       | {'platform':'x','scheduledAt':'+999999999-12-31T00:00:00Z'} | /scheduledAt",
        "content/I/posts       | {'platform':'x','platformAccountId':'NOBODY'}   | /platformAccountId",
        "engagements           | {'type':'like'}                                 | /contactId",
        "engagements           | {'contactId':'NOBODY','type':'like'}            | /contactId",
        "engagements           | {'contactId':'C','type':'poke'}                 | /type",
        "engagements           | {'contactId':'C'}                               | /type",
        "engagements           | {'contactId':'C','type':'like','direction':'up'}| /direction",
        "engagements           | {'contactId':'C','type':'like','target':'last'} | /target",
        "engagements           | {'contactId':'C','type':'like','workflowRunId':'NOBODY'} | /workflowRunId",
        "engagements           | {'contactId':'C','type':'like','contentPostId':'NOBODY'} | /contentPostId",
        "engagements           | {'contactId':'C','type':'like','nodeId':'step-0'} | /nodeId",
        "engagements           | {'contactId':'C','type':'like','occurredAt':'soon'} | /occurredAt",
        "engagement-metrics    | {'metric':'likes','value':1}                    | /contentPostId",
        "engagement-metrics    | {'metric':'likes','value':1,'engagementId':'NOBODY'} | /engagementId",
        "engagement-metrics    | {'metric':'likes','value':'1'}                  | /value",
        "engagement-metrics    | {'metric':'likes'}                              | /value",
        "engagement-metrics    | {'metric':'likes','value':1e999,'engagementId':'NOBODY'} | /engagementId",
        "engagement-metrics    | {'metric':'','value':1}                         | /metric",
        "crm-tasks             | {}                                              | /title",
        "crm-tasks             | {'title':' '}                                   | /title",
        "crm-tasks             | {'title':'t','status':'lost'}                   | /status",
        "crm-tasks             | {'title':'t','url':'ftp://x.example'}           | /url",
        "crm-tasks             | {'title':'t','humanTaskId':'NOBODY'}            | /humanTaskId",
        "crm-tasks             | {'title':'t','engagementId':'NOBODY'}           | /engagementId",
        "crm-tasks             | {'title':'t','relatedTemplateId':'NOBODY'}      | /relatedTemplateId",
        "crm-tasks             | {'title':'t','dueAt':'2026-02-30T00:00:00Z'}    | /dueAt",
      })
  void whatCannotBeMeantIsRefusedByItsField(String route, String body, String pointer) {
    String path = "/api/" + route.replace("C", contact).replace("I", content);
    Answer before = get(path);

    Answer answer =
        post(
            path,
            json(body)
                .replace("\"C\"", "\"" + contact + "\"")
                .replace("NOBODY", NOBODY)
                .replace("LONG", "x".repeat(501))
                .replace("HUGE", "x".repeat(300_000)));

    assertThat(answer.status()).as(answer.text()).isIn(400, 422);
    assertThat(answer.pointer()).as(answer.text()).isEqualTo(pointer);
    assertThat(get(path).at("/total")).isEqualTo(before.at("/total"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "7", "'x'", "{", ""})
  void aBodyThatIsNoObjectIsRefused(String body) {
    for (String route :
        List.of(
            "/api/contacts/" + contact + "/identities",
            "/api/content",
            "/api/content/" + content + "/posts",
            "/api/engagements",
            "/api/engagement-metrics",
            "/api/crm-tasks")) {
      assertThat(post(route, json(body)).status()).as(route).isIn(400, 422);
    }
    assertThat(patch("/api/content/" + content, json(body)).status()).isIn(400, 422);
  }

  @Test
  void aPatchThatCannotBeMeantChangesNothing() {
    String route = "/api/content/" + content;
    Answer before = get(route);

    for (String body :
        List.of(
            "{'title':null}",
            "{'title':7}",
            "{'status':'gone'}",
            "{'nmae':'x'}",
            "{'id':'%s'}".formatted(NOBODY),
            "{'contactId':'%s'}".formatted(NOBODY))) {
      assertThat(patch(route, json(body)).status()).as(body).isIn(400, 422);
    }
    assertThat(get(route).body()).isEqualTo(before.body());
  }

  @Test
  void whatIsNotThereIsNotFound() {
    for (String route :
        List.of(
            "/api/contacts/" + contact + "/identities/",
            "/api/content/",
            "/api/content/" + content + "/posts/",
            "/api/engagements/",
            "/api/crm-tasks/")) {
      String unknown = route + UUID.randomUUID();
      assertThat(get(unknown).status()).as(unknown).isEqualTo(404);
      assertThat(patch(unknown, "{}").status()).as(unknown).isEqualTo(404);
      assertThat(delete(unknown).status()).as(unknown).isEqualTo(404);
      assertThat(get(route + "nonsense").status()).as(route).isEqualTo(404);
    }
    assertThat(get("/api/contacts/" + NOBODY + "/identities").status()).isEqualTo(404);
    assertThat(post("/api/contacts/" + NOBODY + "/identities", json("{'platform':'x'}")).status())
        .isEqualTo(404);
    assertThat(get("/api/content/" + NOBODY + "/posts").status()).isEqualTo(404);
    assertThat(delete("/api/sync-cursors/" + NOBODY).status()).isEqualTo(404);
  }

  private static String id(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.at("/id").textValue();
  }
}
