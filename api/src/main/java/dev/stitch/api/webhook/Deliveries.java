package dev.stitch.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.contact.Contacts;
import dev.stitch.api.entity.Entrances;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Accepted;
import dev.stitch.launch.InboundJourneys;
import dev.stitch.launch.InboundJourneys.Arrival;
import dev.stitch.launch.InboundJourneys.Entrance;
import dev.stitch.launch.JourneyEndedOutsideException;
import dev.stitch.launch.JourneyEvents;
import dev.stitch.launch.JourneyLauncher;
import dev.stitch.launch.request.Refusal;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.store.Database;
import dev.stitch.store.campaign.GoalRepository;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.journey.EntitySource;
import dev.stitch.store.webhook.DeliveryOutcome;
import dev.stitch.store.webhook.DeliveryRepository;
import dev.stitch.store.webhook.WebhookDelivery;
import dev.stitch.store.webhook.WebhookEndpoint;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Carries deliveries out, each once, however often and at once it is delivered. */
@Singleton
class Deliveries {

  private static final String ACTOR = "webhook";

  private static final ConsentOrigin ORIGIN =
      new ConsentOrigin(ConsentSource.API, ACTOR, null, null);

  private final Database database;
  private final DeliveryRepository repository;
  private final Contacts contacts;
  private final Entrances entrances;
  private final InboundJourneys arrivals;
  private final JourneyEvents events;
  private final JourneyLauncher starter;
  private final GoalRepository goals;

  Deliveries(
      Database database,
      DeliveryRepository repository,
      Contacts contacts,
      Entrances entrances,
      InboundJourneys arrivals,
      JourneyEvents events,
      JourneyLauncher starter,
      GoalRepository goals) {
    this.database = database;
    this.repository = repository;
    this.contacts = contacts;
    this.entrances = entrances;
    this.arrivals = arrivals;
    this.events = events;
    this.starter = starter;
    this.goals = goals;
  }

  /**
   * Carries a delivery out unless that was done under its id before. One that failed is tried
   * again.
   *
   * @throws ApiProblem why it failed, which the log keeps too
   */
  WebhookDelivery deliver(
      WebhookEndpoint endpoint, String webhookId, JsonNode body, JsonNode headers) {
    Attempt attempt =
        database.transaction(
            () -> {
              WebhookDelivery delivery = repository.take(endpoint.id(), webhookId, body, headers);
              return delivery.settled()
                  ? new Attempt(delivery, null)
                  : attempt(endpoint, delivery, delivery.replays());
            });
    if (attempt.problem() != null) {
      throw attempt.problem();
    }
    start(attempt.delivery());
    return attempt.delivery();
  }

  /**
   * Carries a logged delivery out again, by the endpoint as it is now. The answer says what came of
   * it, failures too.
   *
   * @throws ApiProblem 404 when the log has none of this id
   */
  Accepted<WebhookDelivery> replay(WebhookEndpoint endpoint, UUID deliveryId) {
    WebhookDelivery before =
        repository
            .findForUpdate(endpoint.id(), deliveryId)
            .orElseThrow(() -> ApiProblem.notFound("delivery", deliveryId));
    WebhookDelivery delivery = attempt(endpoint, before, before.replays() + 1).delivery();
    return new Accepted<>(HttpStatus.ACCEPTED, delivery, null, () -> start(delivery));
  }

  private record Attempt(WebhookDelivery delivery, @Nullable ApiProblem problem) {}

  private void start(WebhookDelivery delivery) {
    if (delivery.outcome() == DeliveryOutcome.STARTED && delivery.entityId() != null) {
      starter.startOrLeave(delivery.entityId(), ACTOR);
    }
  }

  /** A failure that trying again can mend is the sender's to try again: nothing is kept of it. */
  private Attempt attempt(WebhookEndpoint endpoint, WebhookDelivery delivery, int replays) {
    try {
      Effect effect = effect(endpoint, delivery, replays);
      return new Attempt(
          repository.settle(
              delivery.id(), effect.outcome(), effect.reason(), effect.entityId(), replays),
          null);
    } catch (JourneyEndedOutsideException ended) {
      return failed(delivery, ApiProblem.conflict(ended.getMessage()), replays);
    } catch (Refusal refused) {
      return failed(delivery, ApiProblem.of(refused), replays);
    } catch (ApiProblem problem) {
      if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE) {
        throw problem;
      }
      return failed(delivery, problem, replays);
    }
  }

  private Attempt failed(WebhookDelivery delivery, ApiProblem problem, int replays) {
    return new Attempt(
        repository.settle(
            delivery.id(), DeliveryOutcome.FAILED, problem.getMessage(), null, replays),
        problem);
  }

  private record Effect(DeliveryOutcome outcome, @Nullable String reason, @Nullable UUID entityId) {

    static Effect ignored(String reason, @Nullable UUID entityId) {
      return new Effect(DeliveryOutcome.IGNORED, reason, entityId);
    }
  }

  private Effect effect(WebhookEndpoint endpoint, WebhookDelivery delivery, int replays) {
    Meaning meaning = Mapping.read(endpoint, delivery.body(), delivery.headers(), Instant.now());
    Entrance entrance =
        meaning.uxNodeId() == null
            ? null
            : entrances.require(endpoint.flowId(), meaning.uxNodeId());
    UUID contact = contacts.keep(meaning.contact(), ORIGIN);
    if (meaning.event() != null) {
      ExternalEvent event = event(endpoint, delivery, meaning, replays);
      Optional<UUID> live = arrivals.present(endpoint.flowId(), contact);
      if (live.isPresent() && events.tell(live.get(), event, ACTOR)) {
        return new Effect(DeliveryOutcome.TOLD, null, live.get());
      }
      // A journey that is told passes it on to campaigns; of somebody in none, they hear here.
      goals.happened(contact, event.name());
    }
    if (entrance == null) {
      return Effect.ignored(meaning.event() == null ? "no_route" : "no_journey", null);
    }
    return switch (arrivals.arrive(entrance, contact, meaning.metadata(), EntitySource.WEBHOOK)) {
      case Arrival.Entered entered -> new Effect(DeliveryOutcome.STARTED, null, entered.entityId());
      case Arrival.Present present -> present(endpoint, delivery, meaning, replays, present);
      case Arrival.Refused refused -> Effect.ignored(refused.reason(), null);
    };
  }

  /** Another delivery let the contact in meanwhile, or the endpoint tells live journeys nothing. */
  private Effect present(
      WebhookEndpoint endpoint,
      WebhookDelivery delivery,
      Meaning meaning,
      int replays,
      Arrival.Present present) {
    if (meaning.event() != null
        && events.tell(present.entityId(), event(endpoint, delivery, meaning, replays), ACTOR)) {
      return new Effect(DeliveryOutcome.TOLD, null, present.entityId());
    }
    return Effect.ignored("already_in_journey", present.entityId());
  }

  /** The same delivery is the same event; a replay is another one, since a person asked for it. */
  private static ExternalEvent event(
      WebhookEndpoint endpoint, WebhookDelivery delivery, Meaning meaning, int replays) {
    String id = "webhook/" + delivery.id() + (replays == 0 ? "" : "/" + replays);
    return new ExternalEvent(id, endpoint.event(), meaning.event(), ACTOR);
  }
}
