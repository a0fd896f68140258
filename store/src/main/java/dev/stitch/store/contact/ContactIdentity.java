package dev.stitch.store.contact;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;

/**
 * Who a contact is on an outside platform; the pair belongs to one contact only.
 *
 * @param platform e.g. {@code linkedin}
 * @param platformUserId the platform's own id of the person
 */
public record ContactIdentity(String platform, String platformUserId) {

  static List<ContactIdentity> listOf(@Nullable JsonNode array) {
    List<ContactIdentity> identities = new ArrayList<>();
    if (array != null) {
      array.forEach(
          item ->
              identities.add(
                  new ContactIdentity(
                      item.path("platform").textValue(), item.path("platformUserId").textValue())));
    }
    return identities;
  }
}
