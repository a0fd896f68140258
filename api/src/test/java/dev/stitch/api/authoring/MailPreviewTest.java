package dev.stitch.api.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.JourneyApiTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class MailPreviewTest extends JourneyApiTest {

  private static final String ROUTE = "/api/mail-templates";

  @Test
  void savedMailIsShownAsAContactWouldGetIt() {
    String contact =
        post(
                "/api/contacts",
                json(
                    "{'name':'Ada <b>','email':'preview-%s@example.com'}"
                        .formatted(UUID.randomUUID())))
            .at("/id")
            .textValue();
    String id =
        post(
                ROUTE,
                json(
                    """
                    {'name':'M','subject':'Hi {{contact.name}}\\n!',
                     'html':'<p>Dear {{contact.name}} of {{contact.company}}, <a href=\\"https://a.example/{{contact.attributes.plan}}?x=1&amp;y=2\\">see</a> {{input.offer}} <a href=\\"{{unsubscribeUrl}}\\">leave</a></p>'}
                    """))
            .at("/id")
            .textValue();

    Answer shown =
        post(ROUTE + "/" + id + "/preview", json("{'contactId':'%s'}".formatted(contact)));

    assertThat(shown.status()).as(shown.text()).isEqualTo(200);
    assertThat(shown.at("/subject").textValue()).isEqualTo("Hi Ada <b> !");
    assertThat(shown.at("/text").isNull()).isTrue();
    assertThat(shown.at("/html").textValue()).startsWith("<p>Dear Ada &lt;b&gt; of , <a");
    assertThat(shown.at("/plainText").textValue())
        .isEqualTo("Dear Ada <b> of , see (https://a.example/?x=1&y=2) leave ({{unsubscribeUrl}})");
    assertThat(texts(shown.at("/missing")))
        .containsExactly("contact.company", "contact.attributes.plan", "input.offer");
    assertThat(shown.at("/links").findValuesAsText("url"))
        .containsExactly("https://a.example/?x=1&y=2", "{{unsubscribeUrl}}");
    assertThat(texts(shown.at("/links/0/parts"))).containsExactly("html");
    assertThat(get(ROUTE + "/" + id).at("/version").intValue()).isEqualTo(1);
  }

  @Test
  void mailThatIsNotSavedIsShownAndItsFaultsAreTold() {
    Answer shown =
        post(
            ROUTE + "/preview",
            json("{'subject':'Hi','text':'See https://a.example/x. {{contact.name}}'}"));
    assertThat(shown.status()).as(shown.text()).isEqualTo(200);
    assertThat(shown.at("/plainText").textValue()).isEqualTo("See https://a.example/x. ");
    assertThat(texts(shown.at("/missing"))).containsExactly("contact.name");
    assertThat(shown.at("/links/0/url").textValue()).isEqualTo("https://a.example/x");

    Answer broken = post(ROUTE + "/preview", json("{'subject':'Hi','html':'{{nope}}'}"));
    assertThat(broken.status()).isEqualTo(422);
    assertThat(broken.pointer()).isEqualTo("/html");
    Answer nobody =
        post(
            ROUTE + "/preview",
            json("{'subject':'Hi','text':'x','contactId':'%s'}".formatted(UUID.randomUUID())));
    assertThat(nobody.status()).isEqualTo(422);
    assertThat(nobody.pointer()).isEqualTo("/contactId");
    assertThat(post(ROUTE + "/" + UUID.randomUUID() + "/preview", "{}").status()).isEqualTo(404);
    assertThat(post(ROUTE + "/preview", "").status()).isEqualTo(400);
    assertThat(post(ROUTE + "/preview", "null").status()).isEqualTo(400);
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::textValue).toList();
  }
}
