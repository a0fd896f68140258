package dev.stitch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The database of a stack, read as JSON; each question has a connection of its own. */
record ReadModel(RunningStack stack) {

  /** One object a row, by column. */
  List<JsonNode> rows(String select, Object... parameters) {
    String sql = "SELECT row_to_json(answer)::text FROM (" + select + ") answer";
    try (Connection connection = stack.database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<JsonNode> rows = new ArrayList<>();
      try (ResultSet results = statement.executeQuery()) {
        while (results.next()) {
          rows.add(Canvas.json(results.getString(1)));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The one column of each row, as text. */
  List<String> texts(String select, Object... parameters) {
    return rows(select, parameters).stream().map(row -> row.elements().next().asText()).toList();
  }

  /** The one number that the question has for an answer. */
  long number(String select, Object... parameters) {
    return rows(select, parameters).getFirst().elements().next().asLong();
  }
}
