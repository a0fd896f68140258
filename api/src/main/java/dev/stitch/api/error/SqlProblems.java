package dev.stitch.api.error;

import dev.stitch.api.error.Problem.Fault;
import dev.stitch.store.SqlFailure;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Optional;

/**
 * What PostgreSQL refuses because of what a client sent. Routes check first and name the field;
 * this is for races between the check and the write, and for values that only the database minds.
 * The names of constraints are the database's own: clients are told of the field instead.
 */
final class SqlProblems {

  /** What the constraints guard that a client can meet in a race, by their names. */
  static final Map<String, Fault> GUARDED =
      Map.ofEntries(
          guarded("contacts_email_key", "/email", "Another contact has this address already."),
          guarded(
              "contact_identities_platform_platform_user_id_key",
              "/identities",
              "Another contact has one of these identities already."),
          guarded(
              "content_posts_platform_platform_post_id_key",
              "/platformPostId",
              "Another post of this platform has this id already."),
          guarded(
              "content_posts_content_id_fkey", "/contentId", "The content has just been deleted."),
          guarded(
              "engagements_platform_platform_engagement_id_key",
              "/platformEngagementId",
              "Another engagement of this platform has this id already."),
          guarded(
              "engagements_contact_id_fkey", "/contactId", "The contact has just been deleted."),
          guarded("tasks_contact_id_fkey", "/contactId", "The contact has just been deleted."),
          guarded("entities_contact_id_fkey", "/contactId", "The contact has just been deleted."),
          guarded(
              "entities_flow_id_flow_version_fkey",
              "/flowId",
              "This version of the flow has just been deleted."),
          guarded(
              "entities_one_live",
              "/contactId",
              "The contact is in a live journey of this flow already."),
          guarded("workflow_runs_entity_id_fkey", "/entityId", "The entity has just been deleted."),
          guarded(
              "ux_system_mapping_bmc_flow_id_bmc_kind_fkey",
              "/bmcFlowId",
              "The business flow has just been deleted."),
          guarded(
              "ux_system_mapping_system_flow_id_system_kind_fkey",
              "/systemFlowId",
              "The system flow has just been deleted."),
          guarded(
              "workflow_runs_one_sync",
              "/platformAccountId",
              "Another run of this type has just begun for the account: wait for its end."),
          guarded("inbound_routes_flow_id_fkey", "/flowId", "The flow has just been deleted."),
          guarded("webhook_endpoints_flow_id_fkey", "/flowId", "The flow has just been deleted."),
          guarded(
              "platform_accounts_toolkit_name_key",
              "/name",
              "Another connection of this toolkit has this name already."),
          guarded(
              "send_limits_connection_id_fkey",
              "/mailbox",
              "The connection has just been deleted."));

  private SqlProblems() {}

  private static Map.Entry<String, Fault> guarded(
      String constraint, String pointer, String message) {
    return Map.entry(constraint, new Fault(pointer, message));
  }

  /** Empty when the failure is our own fault. */
  static Optional<ApiProblem> of(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return Optional.ofNullable(
        switch (state) {
          case "23505" -> refused(failure, "Something else has this already.");
          case "23503" -> refused(failure, "It is still referred to, or refers to what is gone.");
          case "23514" -> refusedByCheck(SqlFailure.constraint(failure));
          case "23502" -> ApiProblem.invalid("", "a required value is missing");
          case "22001", "22003", "22007", "22008", "22P02", "22023", "54000", "54001" ->
              ApiProblem.invalid("", "a value is outside of what can be stored");
          case "22021", "22P05" ->
              ApiProblem.invalid("", "a text holds a character that cannot be stored (NUL)");
          case "40001", "40P01", "55P03", "57014" ->
              ApiProblem.unavailable("Others changed the same things; please repeat the request.");
          default -> unreachable(state, failure);
        });
  }

  private static ApiProblem refused(SQLException failure, String otherwise) {
    String constraint = SqlFailure.constraint(failure);
    Fault guarded = constraint == null ? null : GUARDED.get(constraint);
    return guarded == null
        ? ApiProblem.conflict(otherwise)
        : ApiProblem.conflict(guarded.pointer(), guarded.message());
  }

  private static ApiProblem refusedByCheck(@Nullable String constraint) {
    return constraint != null && constraint.endsWith("_transition")
        ? ApiProblem.conflict("Its state does not allow that any more.")
        : ApiProblem.invalid("", "a value is not allowed");
  }

  private static @Nullable ApiProblem unreachable(String state, SQLException failure) {
    boolean connection =
        state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    return connection || failure instanceof SQLTransientConnectionException
        ? ApiProblem.unavailable("The database cannot be reached now; please repeat the request.")
        : null;
  }
}
