package dev.stitch.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.JourneyApiTest;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class ContactEnrollmentsApiTest extends JourneyApiTest {

  private static final String TEMPLATES = "/api/workflows/templates";

  @Test
  void aContactTellsWhichTemplatesItIsEnrolledInAndNobodyElse() {
    UUID contact = reachable();
    String first = templateWith(contact, reachable());
    String second = templateWith(contact);
    String route = "/api/contacts/" + contact + "/enrollments";

    Answer all = get(route + "?sort=enrolledAt");

    assertThat(all.status()).as(all.text()).isEqualTo(200);
    assertThat(all.at("/total").intValue()).isEqualTo(2);
    assertThat(all.at("/data").findValuesAsText("templateId")).containsExactly(first, second);
    assertThat(all.at("/data").findValuesAsText("contactId")).containsOnly(contact.toString());
    assertThat(get(route + "?status=pending").at("/total").intValue()).isEqualTo(2);
    assertThat(get(route + "?status=replied").at("/total").intValue()).isZero();
  }

  @Test
  void aContactThatDoesNotExistIsNotFound() {
    assertThat(get("/api/contacts/" + UUID.randomUUID() + "/enrollments").status()).isEqualTo(404);
    assertThat(get("/api/contacts/nobody/enrollments").status()).isEqualTo(404);
  }

  /** A draft of a template in which contacts are enrolled; its id. */
  private String templateWith(UUID... contacts) {
    Answer created =
        post(
            TEMPLATES,
            """
            {"name": "Of a contact", "templateType": "outreach",
             "steps": [{"stepType": "follow", "config": {"target": "latest_post"}}]}
            """);
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    String id = created.at("/id").textValue();
    Answer enrolled =
        post(
            TEMPLATES + "/" + id + "/enrollments",
            JSON.createObjectNode().set("contactIds", JSON.valueToTree(contacts)).toString());
    assertThat(enrolled.at("/accepted").intValue()).as(enrolled.text()).isEqualTo(contacts.length);
    return id;
  }

  private UUID reachable() {
    UUID id = contact();
    database.update("UPDATE contacts SET email = ? WHERE id = ?", id + "@example.com", id);
    return id;
  }
}
