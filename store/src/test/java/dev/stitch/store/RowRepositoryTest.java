package dev.stitch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowKind;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.flow.FlowVersion;
import dev.stitch.store.flow.VersionRepository;
import dev.stitch.store.mail.Suppression;
import dev.stitch.store.mail.SuppressionListing;
import dev.stitch.store.mail.SuppressionReason;
import dev.stitch.store.mail.SuppressionRepository;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.testing.Postgres;
import dev.stitch.store.webhook.WebhookEndpoint;
import dev.stitch.store.webhook.WebhookRepository;
import dev.stitch.store.webhook.WebhookRoute;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

  private static UUID flow(Map<String, String> draft) {
    UUID id = Ids.next();
    flows.insert(id, FlowKind.BMC, "flow", Jsonb.tree(draft), null);
    return id;
  }
}
