package dev.stitch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.model.FlowKind;
import dev.stitch.store.access.ApiKeyRepository;
import dev.stitch.store.access.IssuedKey;
import dev.stitch.store.access.LoginAttempt;
import dev.stitch.store.access.LoginAttemptRepository;
import dev.stitch.store.access.LoginSessionRepository;
import dev.stitch.store.access.Role;
import dev.stitch.store.access.SignedIn;
import dev.stitch.store.blueprint.BlueprintRepository;
import dev.stitch.store.blueprint.FirstSteps;
import dev.stitch.store.blueprint.InstalledFlow;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.flow.FlowVersion;
import dev.stitch.store.flow.UxMappingRepository;
import dev.stitch.store.flow.VersionRepository;
import dev.stitch.store.mail.InboundRoute;
import dev.stitch.store.mail.InboundRouteRepository;
import dev.stitch.store.mail.Suppression;
import dev.stitch.store.mail.SuppressionListing;
import dev.stitch.store.mail.SuppressionReason;
import dev.stitch.store.mail.SuppressionRepository;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.sending.SendLimit;
import dev.stitch.store.sending.SendLimitRepository;
import dev.stitch.store.sending.SendRate;
import dev.stitch.store.testing.Postgres;
import dev.stitch.store.webhook.WebhookEndpoint;
import dev.stitch.store.webhook.WebhookRepository;
import dev.stitch.store.webhook.WebhookRoute;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class RowRepositoryTest {

  private static ApplicationContext context;
  private static Database database;
  private static SuppressionRepository suppressions;
  private static FlowRepository flows;
  private static VersionRepository versions;

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    database = context.getBean(Database.class);
    suppressions = context.getBean(SuppressionRepository.class);
    flows = context.getBean(FlowRepository.class);
    versions = context.getBean(VersionRepository.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void aRowReadByItselfIsTheSameRecordAsInItsList() {
    suppressions.add("gone@work.example", SuppressionReason.BOUNCED, "5.1.1");

    Suppression found = suppressions.find("Gone@work.example").orElseThrow();
    assertThat(found.reason()).isEqualTo(SuppressionReason.BOUNCED);
    assertThat(
            context
                .getBean(SuppressionListing.class)
                .page(SuppressionReason.BOUNCED, PageRequest.FIRST)
                .data())
        .containsExactly(found);
    assertThat(
            database.first(
                "SELECT created_at FROM suppressions WHERE address = ?",
                row -> row.instant("created_at"),
                "gone@work.example"))
        .as("to the microsecond")
        .contains(found.createdAt());
  }

  @Test
  void whatPostgresCannotStoreIsTakenOutOfTextsAndJson() {
    suppressions.add("nul@work.example", SuppressionReason.MANUAL, "a\0b\uD800");
    UUID flow = flow(Map.of("text", "a\0b"));

    assertThat(suppressions.find("nul@work.example").orElseThrow().detail()).isEqualTo("ab\uFFFD");
    assertThat(flows.find(flow).orElseThrow().draft().path("text").textValue()).isEqualTo("ab");
  }

  @Test
  void aRefusedStatementTellsItsConstraintAndNoOtherKindOfFailure() {
    UUID nobody = Ids.next();

    assertThatThrownBy(
            () -> versions.insert(nobody, "0".repeat(64), Jsonb.object(), null, "never stored"))
        .isInstanceOfSatisfying(
            SqlFailure.class,
            failure -> {
              assertThat(failure.sqlState()).isEqualTo("23503");
              assertThat(failure.constraint()).isNotNull();
              assertThat(failure.passing()).isFalse();
            });
  }

  @Test
  void statementsTakePartInTheTransactionAroundThem() {
    assertThatThrownBy(
            () ->
                database.transaction(
                    () -> {
                      suppressions.add("undone@work.example", SuppressionReason.MANUAL, null);
                      assertThat(suppressions.find("undone@work.example")).isPresent();
                      throw new IllegalStateException("undo");
                    }))
        .hasMessage("undo");

    assertThat(suppressions.find("undone@work.example")).isEmpty();
  }

  @Test
  void nullsKeepTheirMeaningInStatementsAndRecords() {
    UUID id = flow(Map.of());

    Flow flow = flows.find(id).orElseThrow();
    assertThat(flow.inputSchema()).isNull();
    assertThat(flow.latestVersion()).isNull();
    FlowVersion version =
        versions.insert(
            id, "1".repeat(64), Jsonb.object(), JsonNodeFactory.instance.nullNode(), null);
    assertThat(version.version()).isOne();
    assertThat(version.inputSchema()).as("JSON's null is no schema").isNull();
    assertThat(versions.find(id, "1".repeat(64), null)).contains(version);
  }

  @Test
  void mapsAndListsOfRecordsComeBackAsTheyWere() {
    WebhookEndpoint endpoint =
        new WebhookEndpoint(
            Ids.next(),
            "hook",
            flow(Map.of()),
            null,
            Map.of("email", "body.email"),
            null,
            List.of(new WebhookRoute("body.vip", "start")),
            true,
            null,
            Instant.EPOCH,
            Instant.EPOCH);
    WebhookRepository endpoints = context.getBean(WebhookRepository.class);
    endpoints.insert(endpoint, "first");
    endpoints.rotate(endpoint.id(), "second", Instant.now().plusSeconds(60));

    WebhookEndpoint found = endpoints.findForUpdate(endpoint.id()).orElseThrow();
    assertThat(found.mapping()).isEqualTo(endpoint.mapping());
    assertThat(found.routes()).isEqualTo(endpoint.routes());
    assertThat(found.previousSecretValidUntil()).isAfter(Instant.now());
    assertThat(endpoints.secrets(endpoint.id())).containsExactly("second", "first");
  }

  @Test
  void whatIsNotThereCannotBeRemovedTakenOrEnded() {
    suppressions.add("once@work.example", SuppressionReason.MANUAL, null);
    assertThat(suppressions.remove("Once@work.example")).isTrue();
    assertThat(suppressions.remove("once@work.example")).isFalse();

    LoginAttemptRepository attempts = context.getBean(LoginAttemptRepository.class);
    LoginAttempt attempt = new LoginAttempt("nonce", "verifier", "/");
    attempts.begin("state", "browser", attempt, Duration.ofMinutes(1));
    assertThat(attempts.take("state", "another")).isEmpty();
    assertThat(attempts.take("state", "browser")).contains(attempt);
    assertThat(attempts.take("state", "browser")).isEmpty();

    LoginSessionRepository sessions = context.getBean(LoginSessionRepository.class);
    SignedIn ada = new SignedIn("user:ada", Role.EDITOR);
    String token = sessions.begin(ada, "word", Duration.ofMinutes(1));
    assertThat(sessions.recognise(token)).contains(ada);
    assertThat(sessions.end(token)).contains(new LoginSessionRepository.Farewell("word"));
    assertThat(sessions.end(token)).isEmpty();

    ApiKeyRepository keys = context.getBean(ApiKeyRepository.class);
    IssuedKey issued = keys.issue("once", Role.VIEWER, "test");
    assertThat(keys.recognise(issued.secret())).contains(issued.key());
    assertThat(keys.revoke(issued.key().id())).isTrue();
    assertThat(keys.recognise(issued.secret())).isEmpty();
    assertThat(keys.revoke(Ids.next())).isFalse();
  }

  @Test
  void whatIsPutTwiceIsNewOnce() {
    UxMappingRepository mappings = context.getBean(UxMappingRepository.class);
    UUID business = flow(Map.of());
    UUID system = Ids.next();
    flows.insert(system, FlowKind.SYSTEM, "system", Jsonb.object(), null, List.of());

    assertThat(mappings.put(business, "stage", system, null, null)).isTrue();
    assertThat(mappings.put(business, "stage", system, 3, Jsonb.object().put("a", 1))).isFalse();
    assertThat(mappings.put(business, "stage", system, null, null)).isFalse();
    assertThat(mappings.mapped(business, "stage"))
        .containsExactly(
            new UxMappingRepository.Mapped(
                system, 3, Jsonb.object().put("a", 1), "system", null, null));
    assertThat(mappings.uses(system))
        .containsExactly(new UxMappingRepository.Use(business, "flow", "stage"));
    mappings.retain(business, "stage", List.of(system));
    assertThat(mappings.list(business)).hasSize(1);
    mappings.retain(business, "stage", List.of());
    assertThat(mappings.list(business)).isEmpty();
    assertThat(mappings.remove(business, "stage", system)).isFalse();
  }

  @Test
  void limitsRoutesAndConnectionsAreFoundAsTheyWerePut() {
    SendLimitRepository limits = context.getBean(SendLimitRepository.class);
    limits.put(SendLimit.ALL, null, new SendRate(null, 50, null), "ada");
    limits.put(SendLimit.ALL, null, new SendRate(7, null, null), "bob");
    assertThat(limits.find(SendLimit.ALL).orElseThrow())
        .extracting(SendLimit::perHour, SendLimit::perDay, SendLimit::updatedBy)
        .containsExactly(7, null, "bob");
    assertThat(limits.remove(SendLimit.ALL)).isTrue();
    assertThat(limits.remove(SendLimit.ALL)).isFalse();

    InboundRouteRepository routes = context.getBean(InboundRouteRepository.class);
    InboundRoute route = routes.put("b@mail.example", flow(Map.of()), "stage");
    assertThat(routes.put("b@mail.example", route.flowId(), "later").id()).isEqualTo(route.id());
    assertThat(
            routes.findFirst(List.of("a@mail.example", "b@mail.example")).orElseThrow().uxNodeId())
        .isEqualTo("later");
    assertThat(routes.findFirst(List.of())).isEmpty();
    assertThat(routes.remove(route.id())).isTrue();
    assertThat(routes.remove(route.id())).isFalse();

    ConnectionRepository connections = context.getBean(ConnectionRepository.class);
    UUID id = Ids.next();
    connections.insert(id, Toolkit.SMTP, "mail", Jsonb.object().put("host", "h"), "secret");
    connections.update(id, "mail", Jsonb.object().put("host", "h"));
    connections.tested(id, true, "let in");
    Connection found = connections.find(Toolkit.SMTP, "mail").orElseThrow();
    assertThat(found.lastTest().ok()).isTrue();
    assertThat(found.config()).isEqualTo(Jsonb.object().put("host", "h"));
    assertThat(connections.find(Toolkit.SMTP, id.toString())).contains(found);
    assertThat(connections.all(Toolkit.SMTP)).containsExactly(found);
    assertThat(connections.secret(id)).contains("secret");
    assertThat(connections.delete(id)).isTrue();
    assertThat(connections.delete(id)).isFalse();
  }

  @Test
  void aBlueprintsFirstStepsAreNullWhereNothingWasDone() {
    BlueprintRepository blueprints = context.getBean(BlueprintRepository.class);
    UUID flow = flow(Map.of());
    InstalledFlow part = new InstalledFlow("blueprint", "part", flow, "2".repeat(64));
    database.transaction(
        () -> {
          blueprints.lock("blueprint");
          blueprints.put(part);
        });

    assertThat(blueprints.find("blueprint", "part")).contains(part);
    assertThat(blueprints.all()).containsExactly(part);
    assertThat(blueprints.lastBegan(flow)).isEmpty();
    assertThat(blueprints.firstSteps("/stop"))
        .isEqualTo(new FirstSteps(null, null, null, null, null));
    database.update(
        "INSERT INTO audit_log (id, actor, action, subject, status) VALUES (?, 'ada', 'POST',"
            + " '/stop', 200)",
        Ids.next());
    assertThat(blueprints.firstSteps("/stop").workerStoppedAt()).isNotNull();
  }

  private static UUID flow(Map<String, String> draft) {
    UUID id = Ids.next();
    flows.insert(id, FlowKind.BMC, "flow", Jsonb.tree(draft), null, List.of());
    return id;
  }
}
