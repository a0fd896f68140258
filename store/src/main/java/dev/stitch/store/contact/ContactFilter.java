package dev.stitch.store.contact;

import dev.stitch.store.page.Filter;
import io.micronaut.core.annotation.Nullable;
import java.util.Locale;

/**
 * Which contacts: those that meet every part that is not null or blank.
 *
 * @param q part of name, address or company, whatever the case
 * @param tag one of the contact's tags
 * @param email the whole address, whatever the case
 * @param company part of the company's name, whatever the case
 * @param attribute the name of an attribute that the contact has, or {@code name=value}
 */
public record ContactFilter(
    @Nullable String q,
    @Nullable ContactStatus status,
    @Nullable String tag,
    @Nullable String email,
    @Nullable String lifecycleStage,
    @Nullable String company,
    @Nullable String attribute,
    @Nullable ContactActivity activity) {

  public ContactFilter {
    tag = blankAsNull(tag);
    email = blankAsNull(email);
    lifecycleStage = blankAsNull(lifecycleStage);
    company = blankAsNull(company);
    attribute = blankAsNull(attribute);
  }

  /** As conditions on the table {@code contacts}, by its alias {@code c}. */
  public Filter conditions() {
    Filter filter =
        new Filter()
            .containing(q, "c.name", "c.email", "c.company")
            .and("c.status = ?", status)
            .and("c.email = ?", email == null ? null : email.strip().toLowerCase(Locale.ROOT))
            .and("c.lifecycle_stage = ?", lifecycleStage);
    if (activity != null) {
      filter.and(activity.condition());
    }
    return new ContactTraits(tag, company, attribute).restrict(filter);
  }

  /** Those of the filter that are active. */
  public ContactFilter active() {
    return new ContactFilter(
        q, ContactStatus.ACTIVE, tag, email, lifecycleStage, company, attribute, activity);
  }

  /** All contacts of a status. */
  public static ContactFilter of(ContactStatus status) {
    return new ContactFilter(null, status, null, null, null, null, null, null);
  }

  private static @Nullable String blankAsNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
