package dev.stitch.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.access.ApiKeyRepository;
import dev.stitch.store.access.IssuedKey;
import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.NonNull;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys, sessions and the audit log, where a login is needed. */
@Tag("server")
class LoginTest extends ApiTest {

  @Inject ApiKeyRepository keys;

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("stitch.login", "required");
    return properties;
  }

  @Test
  void withoutCredentialsNothingIsAnsweredAndTheChallengeSaysHow() {
    Answer answer = get("/api/flows");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    assertThat(answer.at("/detail").textValue()).contains("Authorization: Bearer sk_");
    assertThat(get("/api/nowhere").status()).isEqualTo(401);
    assertThat(get("/health/liveness").status()).isEqualTo(200);
  }

  @Test
  void aKeyIsShownOnceWorksUntilItIsRevokedAndIsNotStored() {
    String admin = key(Role.ADMIN, "boss");

    Answer created =
        post("/api/api-keys", json("{'name':'ci','role':'viewer'}"), "Authorization", admin);

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    String secret = created.at("/apiKey").textValue();
    assertThat(secret).matches("sk_[A-Za-z0-9_-]{43}");
    assertThat(created.at("/createdBy").textValue()).isEqualTo("key:boss");
    assertThat(get("/api/flows", "Authorization", "Bearer " + secret).status()).isEqualTo(200);
    assertThat(get("/api/api-keys", "Authorization", admin).text())
        .contains("\"ci\"")
        .doesNotContain(secret);
    assertThat(
            database.number(
                "SELECT count(*) FROM api_keys k WHERE k::text LIKE ?", "%" + secret + "%"))
        .isZero();

    String location = created.header("location");
    assertThat(delete(location, "Authorization", admin).status()).isEqualTo(204);
    assertThat(get("/api/flows", "Authorization", "Bearer " + secret).status()).isEqualTo(401);
    assertThat(get(location, "Authorization", admin).at("/revokedAt").isNull()).isFalse();
  }

  @Test
  void whatAKeyMayNotDoIsRefusedWithTheRoleThatItTakes() {
    Answer answer =
        post(
            "/api/flows",
            json("{'name':'F','kind':'system'}"),
            "Authorization",
            key(Role.OPERATOR, "op"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.at("/detail").textValue()).contains("editor").contains("key:op");
  }

  @Test
  void aKeyIsNamedSensiblyAndHasARole() {
    String admin = key(Role.ADMIN, "boss");
    for (String wrong :
        new String[] {
          "{'role':'viewer'}", "{'name':'','role':'viewer'}", "{'name':'a\\nb','role':'viewer'}"
        }) {
      Answer answer = post("/api/api-keys", json(wrong), "Authorization", admin);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.pointer()).isEqualTo("/name");
    }
    assertThat(post("/api/api-keys", json("{'name':'x'}"), "Authorization", admin).pointer())
        .isEqualTo("/role");
    assertThat(
            post("/api/api-keys", json("{'name':'x','role':'god'}"), "Authorization", admin)
                .pointer())
        .isEqualTo("/role");
  }

  @Test
  void aSessionDoesWhatItsKeyMayForAsLongAsBothLast() {
    IssuedKey key = keys.issue("grace", Role.EDITOR, "test");

    Answer signedIn = post("/api/session", json("{'apiKey':'" + key.secret() + "'}"));

    assertThat(signedIn.status()).as(signedIn.text()).isEqualTo(200);
    assertThat(signedIn.at("/actor").textValue()).isEqualTo("key:grace");
    assertThat(signedIn.at("/role").textValue()).isEqualTo("editor");
    String setCookie = signedIn.header("set-cookie");
    assertThat(setCookie).contains("HTTPOnly").contains("SameSite=Strict").contains("Path=/");
    assertThat(setCookie).doesNotContain(key.secret());
    String cookie = setCookie.substring(0, setCookie.indexOf(';'));
    String csrf = signedIn.at("/csrfToken").textValue();

    assertThat(get("/api/flows", "Cookie", cookie).status()).isEqualTo(200);
    assertThat(get("/api/session", "Cookie", cookie).at("/csrfToken").textValue()).isEqualTo(csrf);
    String flow = json("{'name':'F','kind':'system'}");
    assertThat(post("/api/flows", flow, "Cookie", cookie).status()).isEqualTo(403);
    assertThat(post("/api/flows", flow, "Cookie", cookie, "X-CSRF-Token", "x").status())
        .isEqualTo(403);
    assertThat(post("/api/flows", flow, "Cookie", cookie, "X-CSRF-Token", csrf).status())
        .isEqualTo(201);
    assertThat(delete("/api/session", "Cookie", cookie).status()).isEqualTo(403);

    Answer signedOut = delete("/api/session", "Cookie", cookie, "X-CSRF-Token", csrf);
    assertThat(signedOut.status()).isEqualTo(204);
    assertThat(signedOut.header("set-cookie")).contains("Max-Age=0");
    assertThat(get("/api/flows", "Cookie", cookie).status()).isEqualTo(401);
  }

  @Test
  void revokingAKeyEndsItsSessions() {
    IssuedKey key = keys.issue("grace", Role.EDITOR, "test");
    String setCookie =
        post("/api/session", json("{'apiKey':'" + key.secret() + "'}")).header("set-cookie");
    String cookie = setCookie.substring(0, setCookie.indexOf(';'));

    keys.revoke(key.key().id());

    assertThat(get("/api/flows", "Cookie", cookie).status()).isEqualTo(401);
    assertThat(post("/api/session", json("{'apiKey':'" + key.secret() + "'}")).status())
        .isEqualTo(401);
  }

  @Test
  void whoeverHasNotSignedInLearnsThatTheyMust() {
    Answer answer = get("/api/session");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/loginRequired").booleanValue()).isTrue();
    assertThat(answer.at("/actor").isNull()).isTrue();
    assertThat(answer.at("/csrfToken").isNull()).isTrue();
    assertThat(post("/api/session", "{}").pointer()).isEqualTo("/apiKey");
  }

  @Test
  void theAuditLogTellsWhoDidWhatAndWhatCameOfIt() {
    String admin = key(Role.ADMIN, "auditor");
    String viewer = key(Role.VIEWER, "peeper");
    String id =
        post(
                "/api/contacts",
                json("{'name':'Ada','email':'ada@example.org'}"),
                "Authorization",
                admin)
            .at("/id")
            .textValue();
    delete("/api/contacts/" + id + "?token=s3cret", "Authorization", viewer);
    patch("/api/contacts/" + id, json("{'name':7}"), "Authorization", admin);
    get("/api/contacts/" + id, "Authorization", viewer);
    post("/api/contacts", json("{'name':'Eve'}"));

    Answer log = get("/api/audit-log?q=contacts&sort=at", "Authorization", admin);

    assertThat(log.at("/total").intValue()).isEqualTo(3);
    assertThat(log.at("/data/0/actor").textValue()).isEqualTo("key:auditor");
    assertThat(log.at("/data/0/role").textValue()).isEqualTo("admin");
    assertThat(log.at("/data/0/action").textValue()).isEqualTo("POST /api/contacts");
    assertThat(log.at("/data/0/status").intValue()).isEqualTo(201);
    assertThat(log.at("/data/1/actor").textValue()).isEqualTo("key:peeper");
    assertThat(log.at("/data/1/action").textValue()).isEqualTo("DELETE /api/contacts/{id}");
    assertThat(log.at("/data/1/subject").textValue()).isEqualTo("/api/contacts/" + id);
    assertThat(log.at("/data/1/status").intValue()).isEqualTo(403);
    assertThat(log.at("/data/2/status").intValue()).isEqualTo(400);
    assertThat(log.text()).doesNotContain("s3cret").doesNotContain("ada@example.org");
    assertThat(
            get("/api/audit-log?actor=key:peeper", "Authorization", admin).at("/total").intValue())
        .isEqualTo(1);
  }

  @Test
  void anActOnManyTakesAnOperatorAndIsOneEntryInTheAuditLog() {
    String tag = json("{'kind':'tag','add':['x'],'ids':[]}");

    Answer refused = post("/api/bulk-operations", tag, "Authorization", key(Role.VIEWER, "gazer"));
    Answer done = post("/api/bulk-operations", tag, "Authorization", key(Role.OPERATOR, "hand"));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(done.status()).as(done.text()).isEqualTo(202);
    Answer log = get("/api/audit-log?actor=key:hand", "Authorization", key(Role.ADMIN, "reader"));
    assertThat(log.at("/total").intValue()).isEqualTo(1);
    assertThat(log.at("/data/0/action").textValue()).isEqualTo("POST /api/bulk-operations");
  }

  @Test
  void whatOnlyLooksIsNotInTheAuditLog() {
    String admin = key(Role.ADMIN, "checker");

    Answer checked =
        post(
            "/api/flows/validate",
            json("{'kind':'system','graph':{'nodes':[],'edges':[]}}"),
            "Authorization",
            admin);

    assertThat(checked.status()).as(checked.text()).isEqualTo(200);
    assertThat(
            get("/api/audit-log?actor=key:checker", "Authorization", admin).at("/total").intValue())
        .isZero();
  }

  @Test
  void dryRunsAreNotInTheAuditLogAlsoWhenTheyAreRefused() {
    String rehearser = key(Role.OPERATOR, "rehearser");
    String tag = "{'kind':'tag','add':['x'],'ids':[],'dryRun':%s}";
    String flow =
        post(
                "/api/flows",
                json("{'kind':'bmc','name':'F','graph':{'nodes':[],'edges':[]}}"),
                "Authorization",
                key(Role.EDITOR, "author"))
            .at("/id")
            .textValue();

    Answer asked =
        post("/api/bulk-operations", json(tag.formatted(true)), "Authorization", rehearser);
    Answer pruned =
        post(
            "/api/workflows/prune",
            json("{'criteria':'nonsense(','dryRun':true}"),
            "Authorization",
            rehearser);
    Answer seeded =
        post(
            "/api/flows/" + flow + "/run",
            json("{'contactIds':[],'dryRun':true}"),
            "Authorization",
            rehearser);
    Answer done =
        post("/api/bulk-operations", json(tag.formatted(false)), "Authorization", rehearser);

    assertThat(asked.status()).as(asked.text()).isEqualTo(200);
    assertThat(pruned.status()).as(pruned.text()).isEqualTo(422);
    assertThat(seeded.status()).as(seeded.text()).isGreaterThanOrEqualTo(400);
    assertThat(done.status()).as(done.text()).isEqualTo(202);
    Answer log =
        get("/api/audit-log?actor=key:rehearser", "Authorization", key(Role.ADMIN, "proof"));
    assertThat(log.at("/total").intValue()).isEqualTo(1);
    assertThat(log.at("/data/0/status").intValue()).isEqualTo(202);
  }

  private String key(Role role, String name) {
    return "Bearer " + keys.issue(name, role, "test").secret();
  }
}
