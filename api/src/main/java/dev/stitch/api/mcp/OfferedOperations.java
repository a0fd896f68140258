package dev.stitch.api.mcp;

import java.util.List;

/**
 * Which routes agents are offered as tools, by the name that the API's description has for them. To
 * offer another one takes a line here: its arguments, its role and its checks are the route's.
 */
final class OfferedOperations {

  /**
   * A route that is offered.
   *
   * @param id its operation id
   * @param hint what a model has to know besides the route's description, or nothing
   * @param irreversible whether what it does cannot be taken back
   */
  record Offered(String id, String hint, boolean irreversible) {

    private Offered(String id) {
      this(id, "");
    }

    private Offered(String id, String hint) {
      this(id, hint, false);
    }

    private static Offered irreversible(String id, String hint) {
      return new Offered(id, hint, true);
    }
  }

  static final List<Offered> ALL =
      List.of(
          // flows
          new Offered("listFlows"),
          new Offered("getFlow", "draftRevision is what update_flow and publish_flow ask for."),
          new Offered("listStepTypes", "Read it before you write the graph of a system flow."),
          new Offered("validateGraph", "Says which node or edge is wrong, and why."),
          new Offered("createFlow"),
          new Offered(
              "updateFlow",
              "Saves a draft; journeys do not see it before it is published. ifMatch is the"
                  + " flow's draftRevision that you have read."),
          new Offered(
              "publishFlow",
              "New journeys and runs begin with it. ifMatch is the flow's draftRevision."),
          new Offered(
              "proposeFlow",
              "For whom has words and no graph; who can write a graph uses update_flow. The answer"
                  + " names the run whose proposal to read."),
          new Offered(
              "getFlowProposal",
              "Ask again while status says that the run goes on. Nothing is taken over: show it to"
                  + " the person, then save its graph by update_flow."),
          new Offered("listFlowVersions"),
          new Offered("getFlowVersion"),
          new Offered("listFlowStages"),
          new Offered("getRunForm"),
          new Offered("listUxMappings"),
          new Offered("putUxMappings"),
          // seeding and runs
          new Offered(
              "runFlow",
              "A business flow is seeded with contactIds or a contactFilter: ask with dryRun first,"
                  + " which begins nothing. The answer names the bulk operation to follow."),
          new Offered("listRuns"),
          new Offered(
              "getRun",
              "nodeStates and steps say what happened, errors why it failed, waitingOn what it"
                  + " waits for."),
          new Offered("listRunSteps"),
          new Offered("getStepOutput"),
          new Offered("getRunDiff"),
          new Offered("pauseRun"),
          new Offered("resumeRun"),
          new Offered("skipRunStep"),
          new Offered("retryRun"),
          Offered.irreversible("cancelRun", ""),
          Offered.irreversible(
              "killRun", "Nothing of it is cleaned up: cancel_run is the usual way."),
          // journeys
          new Offered("createEntity"),
          new Offered("listEntities"),
          new Offered(
              "getEntity", "status says how it stands, waitingOn why it goes no further now."),
          new Offered("listJourneyEvents", "All that happened, and who did it."),
          new Offered("moveEntity"),
          new Offered("advanceEntity"),
          new Offered("pauseEntity"),
          new Offered("resumeEntity"),
          new Offered("retryEntity"),
          new Offered("skipEntityNode"),
          Offered.irreversible("cancelEntity", ""),
          new Offered("migrateEntity"),
          new Offered("sendEntityEvent"),
          new Offered("updateEntity"),
          new Offered("startFlowOfEntity"),
          // many at once
          Offered.irreversible("actOnMany", "Ask with dryRun first, which does nothing."),
          new Offered("listBulkOperations"),
          new Offered("getBulkOperation"),
          new Offered("listBulkItems"),
          new Offered("pauseBulkOperation"),
          new Offered("resumeBulkOperation"),
          Offered.irreversible("cancelBulkOperation", ""),
          // human tasks
          new Offered("listTasks"),
          new Offered("getTask", "Its form and choices say what answer_task takes."),
          new Offered("answerTask", "Answer only what the person you work for has decided."),
          // contacts
          new Offered("listContacts"),
          new Offered("getContact"),
          new Offered("createContact"),
          new Offered("updateContact", "What is left out stays; null empties a field."),
          new Offered("listContactTimeline"),
          new Offered("listContactChanges"),
          new Offered("getContactConsent"),
          new Offered("listMails"),
          new Offered("getMail"),
          // agents
          new Offered("startAgent"),
          new Offered("listSessions"),
          new Offered("listMessages"),
          new Offered("writeMessage"),
          new Offered("getAgentSession"),
          new Offered("createSession"),
          new Offered("readSession"),
          new Offered("forkSession", "The next message to the copy begins a run of its own."),
          new Offered("closeSession", "Only where no run is under way: cancel_run ends one."),
          new Offered("reopenSession"),
          new Offered("listWorkspaces"),
          new Offered("getWorkspace"),
          Offered.irreversible("cleanWorkspace", "What was not pushed is gone."),
          new Offered("listBudgets"),
          new Offered("getBudget"),
          // reports
          new Offered("getRunReport"),
          new Offered("getCost"),
          new Offered("getFlowResults"),
          new Offered("getTemplateResults"),
          // campaigns
          new Offered("listTemplates"),
          new Offered("getTemplate"),
          new Offered("getTemplateGraph"),
          new Offered("createTemplate"),
          new Offered("updateTemplate"),
          new Offered("replaceTemplateSteps"),
          new Offered("appendTemplateStep"),
          new Offered("activateTemplate"),
          new Offered("pauseTemplate"),
          new Offered("completeTemplate"),
          new Offered("migrateEnrollments"),
          new Offered("enrollContacts", "Ask with dryRun first, which enrolls nobody."),
          new Offered("listEnrollments"),
          new Offered("getEnrollment"),
          new Offered("pauseEnrollment"),
          new Offered("resumeEnrollment"),
          new Offered("removeEnrollment"),
          // syncs and batches
          new Offered("syncX"),
          new Offered("syncGmail"),
          new Offered("enrichFromX"),
          new Offered("enrichContacts"),
          new Offered("searchContacts"),
          new Offered("pruneContacts", "Ask with dryRun first, which archives nobody."),
          // schedules
          new Offered("listSchedules"),
          new Offered("getSchedule"),
          new Offered("createSchedule"),
          new Offered("updateSchedule"),
          new Offered("pauseSchedule"),
          new Offered("resumeSchedule"),
          new Offered("runSchedule"),
          // blueprints
          new Offered("listBlueprints"),
          new Offered("getBlueprint"),
          new Offered("installBlueprint"));

  private OfferedOperations() {}
}
