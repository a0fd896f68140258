package dev.stitch.api.blueprint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.blueprint.Blueprint.DirectRun;
import dev.stitch.api.blueprint.Blueprint.Trial;
import dev.stitch.api.campaign.SampleCampaigns;
import dev.stitch.api.consent.ConsentOrigins;
import dev.stitch.api.contact.Contacts;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.localstack.LocalStack;
import dev.stitch.api.run.FlowRuns;
import dev.stitch.api.run.RunAccepted;
import dev.stitch.api.run.Seeded;
import dev.stitch.api.run.Seeding;
import dev.stitch.api.security.Caller;
import dev.stitch.inbound.Inbox;
import dev.stitch.launch.request.RunRequest;
import dev.stitch.store.Ids;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.journey.SkippedContact;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Tries blueprints: installs them, keeps their sample contacts, and sets them in motion. */
@Singleton
class Trials {

  private final Installation installation;
  private final CampaignInstallation campaigns;
  private final SampleCampaigns samples;
  private final Contacts contacts;
  private final Seeding seeding;
  private final FlowRuns runs;
  private final Inbox inbox;
  private final @Nullable LocalStack stack;

  Trials(
      Installation installation,
      CampaignInstallation campaigns,
      SampleCampaigns samples,
      Contacts contacts,
      Seeding seeding,
      FlowRuns runs,
      Inbox inbox,
      @Nullable LocalStack stack) {
    this.installation = installation;
    this.campaigns = campaigns;
    this.samples = samples;
    this.contacts = contacts;
    this.seeding = seeding;
    this.runs = runs;
    this.inbox = inbox;
    this.stack = stack;
  }

  /** Takes part in the surrounding transaction. */
  Accepted<AcceptedTrial> begin(Blueprint blueprint, Caller caller) {
    Trial trial = blueprint.trial();
    List<UUID> people =
        trial.contacts().stream()
            .map(contact -> contacts.keep(contact, ConsentOrigins.of(caller)))
            .toList();
    if (blueprint.template() != null) {
      return enroll(blueprint, campaigns.install(blueprint, caller).templateId(), people, caller);
    }
    Installation.Outcome installed = installation.install(blueprint, caller.actor());
    Flow main = installed.flows().get(blueprint.mainFlow());
    if (trial.run() != null) {
      return run(blueprint, installed.flows().get(trial.run().flow()), people, caller);
    }
    return trial.mails().isEmpty()
        ? seed(blueprint, main, people, caller)
        : write(blueprint, main, people);
  }

  private Accepted<AcceptedTrial> seed(
      Blueprint blueprint, Flow main, List<UUID> people, Caller caller) {
    Accepted<Seeded> accepted = seeding.seed(main, RunRequest.ofContacts(people), caller);
    Seeded seeded = accepted.body();
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        new AcceptedTrial(
            blueprint.id(),
            main.id(),
            null,
            people.size(),
            seeded.bulkOperationId(),
            seeded.accepted(),
            seeded.skipped(),
            null,
            0),
        accepted.location(),
        accepted.afterCommit());
  }

  private Accepted<AcceptedTrial> enroll(
      Blueprint blueprint, UUID templateId, List<UUID> people, Caller caller) {
    Accepted<SampleCampaigns.Begun> accepted = samples.enroll(templateId, people, caller);
    SampleCampaigns.Begun begun = accepted.body();
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        new AcceptedTrial(
            blueprint.id(),
            null,
            templateId,
            people.size(),
            begun.bulkOperationId(),
            begun.accepted(),
            begun.skipped().stream()
                .map(each -> new SkippedContact(each.contactId(), null, each.reason()))
                .toList(),
            null,
            0),
        accepted.location(),
        accepted.afterCommit());
  }

  private Accepted<AcceptedTrial> run(
      Blueprint blueprint, Flow flow, List<UUID> people, Caller caller) {
    RunRequest request = RunRequest.ofInput(input(blueprint.trial().run()));
    Accepted<RunAccepted> accepted = runs.run(flow, request, caller);
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        new AcceptedTrial(
            blueprint.id(),
            flow.id(),
            null,
            people.size(),
            null,
            0,
            List.of(),
            accepted.body().runId(),
            0),
        accepted.location(),
        accepted.afterCommit());
  }

  private ObjectNode input(DirectRun run) {
    if (run.sampleRepository() == null) {
      return run.input();
    }
    if (stack == null) {
      throw ApiProblem.conflict(
          "Only a stack that './stitch up' started has a repository to try this blueprint on.");
    }
    Path repository =
        stack
            .sampleRepository()
            .orElseThrow(
                () ->
                    ApiProblem.conflict(
                        "The repository to try this blueprint on could not be made: install git on"
                            + " this machine."));
    return run.input().deepCopy().put(run.sampleRepository(), repository.toString());
  }

  /** The mails come as any mail does, once there is a route for them. */
  private Accepted<AcceptedTrial> write(Blueprint blueprint, Flow main, List<UUID> people) {
    String to = blueprint.inboundRoute().address();
    List<byte[]> mails =
        blueprint.trial().mails().stream()
            .map(mail -> SampleMail.raw(mail, to, Ids.next()))
            .toList();
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        new AcceptedTrial(
            blueprint.id(), main.id(), null, people.size(), null, 0, List.of(), null, mails.size()),
        URI.create("/api/flows/" + main.id()),
        () -> mails.forEach(inbox::accept));
  }
}
