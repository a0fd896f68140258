package dev.stitch.api.blueprint;

import dev.stitch.api.blueprint.Blueprint.Trial;
import dev.stitch.api.consent.ConsentOrigins;
import dev.stitch.api.contact.Contacts;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.run.DirectRuns;
import dev.stitch.api.run.RunAccepted;
import dev.stitch.api.run.RunRequest;
import dev.stitch.api.run.Seeded;
import dev.stitch.api.run.Seeding;
import dev.stitch.api.security.Caller;
import dev.stitch.inbound.Inbox;
import dev.stitch.store.Ids;
import dev.stitch.store.flow.Flow;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Tries blueprints: installs them, keeps their sample contacts, and sets them in motion. */
@Singleton
class Trials {

  private final Installation installation;
  private final Contacts contacts;
  private final Seeding seeding;
  private final DirectRuns runs;
  private final Inbox inbox;

  Trials(
      Installation installation, Contacts contacts, Seeding seeding, DirectRuns runs, Inbox inbox) {
    this.installation = installation;
    this.contacts = contacts;
    this.seeding = seeding;
    this.runs = runs;
    this.inbox = inbox;
  }

  /** Takes part in the surrounding transaction. */
  Accepted<AcceptedTrial> begin(Blueprint blueprint, Caller caller) {
    Installation.Outcome installed = installation.install(blueprint);
    Flow main = installed.flows().get(blueprint.mainFlow());
    Trial trial = blueprint.trial();
    List<UUID> people =
        trial.contacts().stream()
            .map(contact -> contacts.keep(contact, ConsentOrigins.of(caller)))
            .toList();
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
            people.size(),
            seeded.bulkOperationId(),
            seeded.accepted(),
            seeded.skipped(),
            null,
            0),
        accepted.location(),
        accepted.afterCommit());
  }

  private Accepted<AcceptedTrial> run(
      Blueprint blueprint, Flow flow, List<UUID> people, Caller caller) {
    RunRequest request = RunRequest.ofInput(blueprint.trial().run().input());
    Accepted<RunAccepted> accepted = runs.run(flow, request, caller);
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        new AcceptedTrial(
            blueprint.id(),
            flow.id(),
            people.size(),
            null,
            0,
            List.of(),
            accepted.body().runId(),
            0),
        accepted.location(),
        accepted.afterCommit());
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
            blueprint.id(), main.id(), people.size(), null, 0, List.of(), null, mails.size()),
        URI.create("/api/flows/" + main.id()),
        () -> mails.forEach(inbox::accept));
  }
}
