package dev.stitch.api.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.Ids;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Identities, content, posts, engagements, metrics, tasks and cursors, as clients keep them. */
@Tag("server")
class CrmApiTest extends ApiTest {

  @Test
  void anIdentityIsAddedChangedListedAndRemoved() {
    String contact = contact("ada");
    String route = "/api/contacts/" + contact + "/identities";

    String id = created(route, "{'platform':'x','platformUserId':'ada-1'}");

    assertThat(get(route).at("/data/0/platformUserId").textValue()).isEqualTo("ada-1");
    assertThat(get("/api/identities?contactId=" + contact).at("/total").intValue()).isEqualTo(1);
    assertThat(get("/api/identities?platform=x&q=ada-1").at("/data/0/contactId").textValue())
        .isEqualTo(contact);
    assertThat(
            patch(route + "/" + id, json("{'platformUserId':'ada-2'}")).at("/platform").textValue())
        .isEqualTo("x");
    assertThat(get("/api/contacts/" + contact).at("/identities/0/platformUserId").textValue())
        .isEqualTo("ada-2");
    assertThat(delete(route + "/" + id).status()).isEqualTo(204);
    assertThat(get(route).at("/total").intValue()).isZero();
  }

  @Test
  void anIdentityKeepsItsIdWhenTheContactIsChanged() {
    String contact = contact("kept");
    String route = "/api/contacts/" + contact + "/identities";
    String id = created(route, "{'platform':'x','platformUserId':'kept-1'}");

    Answer changed =
        patch(
            "/api/contacts/" + contact,
            json(
                "{'identities':[{'platform':'x','platformUserId':'kept-1'},{'platform':'linkedin','platformUserId':'kept-2'}]}"));

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(get(route + "/" + id).status()).isEqualTo(200);
    assertThat(get(route).at("/total").intValue()).isEqualTo(2);
  }

  @Test
  void anIdentityBelongsToOneContact() {
    String first = "/api/contacts/" + contact("first") + "/identities";
    String second = "/api/contacts/" + contact("second") + "/identities";
    String body = "{'platform':'x','platformUserId':'one-person'}";
    String id = created(first, body);

    Answer taken = post(second, json(body));

    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.pointer()).isEqualTo("/platformUserId");
    assertThat(post(first, json(body)).status()).isEqualTo(409);
    assertThat(post(second, json(body.replace("'x'", "' X '"))).status()).isEqualTo(409);
    assertThat(get(second + "/" + id).status()).isEqualTo(404);
    assertThat(delete(second + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void aContactWithoutAnAddressKeepsItsLastIdentity() {
    String contact =
        created(
            "/api/contacts",
            "{'name':'No address','identities':[{'platform':'x','platformUserId':'only'}]}");
    String route = "/api/contacts/" + contact + "/identities";
    String id = get(route).at("/data/0/id").textValue();

    assertThat(delete(route + "/" + id).status()).isEqualTo(409);
    assertThat(get(route).at("/total").intValue()).isEqualTo(1);
  }

  @Test
  void contentHasPostsAndGoesWithThem() {
    String content = created("/api/content", "{'title':'Hello','metadata':{'a':1,'b':2}}");
    String route = "/api/content/" + content;
    String post =
        created(route + "/posts", "{'platform':'x','url':'https://x.example/1','text':'Hi'}");

    Answer changed = patch(route, json("{'status':'published','metadata':{'a':null}}"));
    assertThat(changed.at("/status").textValue()).isEqualTo("published");
    assertThat(changed.at("/title").textValue()).isEqualTo("Hello");
    assertThat(changed.at("/metadata").toString()).isEqualTo(json("{'b':2}"));
    Answer published =
        patch(
            route + "/posts/" + post,
            json(
                "{'status':'published','platformPostId':'77','publishedAt':'2026-01-01T00:00:00Z'}"));
    assertThat(published.at("/publishedAt").textValue()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(published.at("/text").textValue()).isEqualTo("Hi");
    assertThat(get(route + "/posts?status=published&platform=x").at("/total").intValue())
        .isEqualTo(1);
    assertThat(get("/api/content?status=published&q=hello").at("/data/0/id").textValue())
        .isEqualTo(content);

    assertThat(delete(route).status()).isEqualTo(204);
    assertThat(get(route + "/posts/" + post).status()).isEqualTo(404);
    assertThat(get(route + "/posts").status()).isEqualTo(404);
  }

  @Test
  void aPostIsFoundUnderItsOwnContentOnly() {
    String one = "/api/content/" + created("/api/content", "{'title':'One'}") + "/posts";
    String other = "/api/content/" + created("/api/content", "{'title':'Other'}") + "/posts";
    String post = created(one, "{'platform':'x','platformPostId':'taken'}");

    assertThat(get(other + "/" + post).status()).isEqualTo(404);
    assertThat(patch(other + "/" + post, "{}").status()).isEqualTo(404);
    Answer again = post(other, json("{'platform':'x','platformPostId':'taken'}"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.pointer()).isEqualTo("/platformPostId");
    assertThat(post(other, json("{'platform':'linkedin','platformPostId':'taken'}")).status())
        .isEqualTo(201);
  }

  @Test
  void anEngagementIsListedByWhatItBelongsTo() {
    String contact = contact("engaged");
    String template =
        created("/api/workflows/templates", "{'name':'T','templateType':'engagement'}");
    String id =
        created(
            "/api/engagements",
            "{'contactId':'%s','templateId':'%s','type':'like','platform':'x','target':'https://x.example/1'}"
                .formatted(contact, template));

    Answer engagement = get("/api/engagements/" + id);
    assertThat(engagement.at("/status").textValue()).isEqualTo("done");
    assertThat(engagement.at("/performedBy").textValue()).isEqualTo("user:local");
    assertThat(engagement.at("/occurredAt").isTextual()).isTrue();
    for (String filter :
        List.of("contactId=" + contact, "templateId=" + template, "type=like&q=x.example")) {
      assertThat(get("/api/engagements?" + filter).at("/data/0/id").textValue())
          .as(filter)
          .isEqualTo(id);
    }
    assertThat(get("/api/engagements?status=waiting").at("/total").intValue()).isZero();
    assertThat(
            patch("/api/engagements/" + id, json("{'status':'skipped','text':'no'}"))
                .at("/status")
                .textValue())
        .isEqualTo("skipped");
    database.update("DELETE FROM workflow_templates WHERE id = ?", UUID.fromString(template));
    assertThat(get("/api/engagements/" + id).at("/templateId").isNull()).isTrue();
    assertThat(delete("/api/contacts/" + contact).status()).isEqualTo(204);
    assertThat(get("/api/engagements/" + id).status()).isEqualTo(404);
  }

  @Test
  void aMeasurementIsAddedOnceForAMoment() {
    String content = created("/api/content", "{'title':'Measured'}");
    String post = created("/api/content/" + content + "/posts", "{'platform':'x'}");
    String body =
        "{'contentPostId':'%s','metric':'likes','value':%d,'measuredAt':'2026-01-01T00:00:00Z'}";

    String id = created("/api/engagement-metrics", body.formatted(post, 3));
    String again = created("/api/engagement-metrics", body.formatted(post, 4));

    assertThat(again).isEqualTo(id);
    Answer list = get("/api/engagement-metrics?metric=likes&contentPostId=" + post);
    assertThat(list.at("/total").intValue()).isEqualTo(1);
    assertThat(list.at("/data/0/value").doubleValue()).isEqualTo(4);
    assertThat(patch("/api/engagement-metrics/" + id, "{}").status()).isEqualTo(405);
    assertThat(delete("/api/engagement-metrics/" + id).status()).isEqualTo(405);
  }

  @Test
  void aTaskIsDoneByWhoeverSaysSoAndMayBeOpenedAgain() {
    String contact = contact("todo");
    String id =
        created(
            "/api/crm-tasks",
            "{'title':'Call','contactId':'%s','url':'https://x.example','assignee':'bo'}"
                .formatted(contact));
    String route = "/api/crm-tasks/" + id;
    assertThat(get("/api/crm-tasks?assignee=bo&status=open").at("/total").intValue()).isEqualTo(1);

    Answer done = patch(route, json("{'status':'done'}"));
    assertThat(done.at("/closedBy").textValue()).isEqualTo("user:local");
    assertThat(done.at("/closedAt").isTextual()).isTrue();
    Answer open = patch(route, json("{'status':'open','title':'Call again'}"));
    assertThat(open.at("/closedBy").isNull()).isTrue();
    assertThat(open.at("/title").textValue()).isEqualTo("Call again");
    assertThat(delete(route).status()).isEqualTo(204);
    assertThat(get(route).status()).isEqualTo(404);
  }

  @Test
  void howFarASyncHasReadIsShownAndForgotten() {
    UUID connection = Ids.next();
    UUID cursor = Ids.next();
    database.update(
        "INSERT INTO platform_accounts (id, toolkit, name, config) VALUES (?, 'http', 'X', '{}')",
        connection);
    database.update(
        """
        INSERT INTO sync_cursors (id, platform_account_id, sync_sub_type, cursor)
        VALUES (?, ?, 'x_tweets', 'since:5')
        """,
        cursor,
        connection);

    Answer list = get("/api/sync-cursors?syncSubType=x_tweets&platformAccountId=" + connection);
    assertThat(list.at("/data/0/cursor").textValue()).isEqualTo("since:5");
    assertThat(list.at("/data/0/syncSubType").textValue()).isEqualTo("x_tweets");
    assertThat(delete("/api/sync-cursors/" + cursor).status()).isEqualTo(204);
    assertThat(get("/api/sync-cursors/" + cursor).status()).isEqualTo(404);
  }

  private String contact(String name) {
    return created("/api/contacts", "{'name':'%s','email':'%s@crm.example'}".formatted(name, name));
  }

  private String created(String route, String body) {
    Answer answer = post(route, json(body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String id = answer.at("/id").textValue();
    String location = answer.header("Location");
    assertThat(location).endsWith("/" + id);
    assertThat(get(location.replaceFirst("^https?://[^/]+", "")).body()).isEqualTo(answer.body());
    return id;
  }
}
