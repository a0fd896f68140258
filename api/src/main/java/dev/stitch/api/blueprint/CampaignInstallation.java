package dev.stitch.api.blueprint;

import dev.stitch.api.campaign.SampleCampaigns;
import dev.stitch.api.security.Caller;
import dev.stitch.store.Database;
import dev.stitch.store.blueprint.BlueprintRepository;
import dev.stitch.store.blueprint.BlueprintTemplates;
import dev.stitch.store.blueprint.InstalledTemplate;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the template of a blueprint. Doing it again changes nothing: what people have made of the
 * template stays. One that is completed enrolls nobody any more, and another takes its place.
 */
@Singleton
class CampaignInstallation {

  private final Database database;
  private final BlueprintRepository locks;
  private final BlueprintTemplates templates;
  private final SampleCampaigns campaigns;

  CampaignInstallation(
      Database database,
      BlueprintRepository locks,
      BlueprintTemplates templates,
      SampleCampaigns campaigns) {
    this.database = database;
    this.locks = locks;
    this.templates = templates;
    this.campaigns = campaigns;
  }

  /** The blueprint's template, and whether it was made just now. */
  record Outcome(UUID templateId, boolean changed) {}

  /** Takes part in the surrounding transaction, or is one. */
  Outcome install(Blueprint blueprint, Caller caller) {
    return database.transaction(
        () -> {
          locks.lock(blueprint.id());
          Optional<InstalledTemplate> known = templates.find(blueprint.id());
          if (known.isPresent()) {
            return new Outcome(known.get().templateId(), false);
          }
          UUID made = campaigns.create(blueprint.template(), caller);
          templates.put(blueprint.id(), made);
          return new Outcome(made, true);
        });
  }
}
