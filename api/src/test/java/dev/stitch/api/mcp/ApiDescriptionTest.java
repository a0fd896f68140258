package dev.stitch.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiDescriptionTest {

  private static Map<String, Operation> operations;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream document =
        ApiDescriptionTest.class.getResourceAsStream("/META-INF/swagger/openapi.json")) {
      operations = new ApiDescription(document.readAllBytes()).operations();
    }
  }

  @Test
  void everyOperationThatIsOfferedIsThere() {
    assertThat(operations.keySet())
        .containsAll(OfferedOperations.ALL.stream().map(OfferedOperations.Offered::id).toList());
    assertThat(OfferedOperations.ALL)
        .extracting(OfferedOperations.Offered::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void noTwoArgumentsOfAToolHaveOneName() {
    for (OfferedOperations.Offered offered : OfferedOperations.ALL) {
      Operation operation = operations.get(offered.id());
      List<String> names = new ArrayList<>();
      operation.parameters().forEach(parameter -> names.add(parameter.argument()));
      if (operation.body() != null) {
        names.addAll(operation.body().fields());
      }

      assertThat(names).as(offered.id()).doesNotHaveDuplicates();
      assertThat(operation.arguments()).as(offered.id()).containsExactlyElementsOf(names);
    }
  }

  @Test
  void parametersAndFieldsOfTheBodyStandSideBySide() {
    Operation publish = operations.get("publishFlow");

    assertThat(publish.arguments()).containsExactly("id", "ifMatch", "notes", "nodeMap", "stay");
    assertThat(publish.inputSchema().at("/required").toString()).isEqualTo("[\"id\"]");
  }

  @Test
  void aSchemaHasNeitherReferencesNorWhatOnlyOpenApiKnows() {
    String schema = operations.get("runFlow").inputSchema().toString();

    assertThat(schema)
        .doesNotContain("$ref", "\"nullable\"", "\"allOf\"")
        .contains("contactFilter");
  }
}
