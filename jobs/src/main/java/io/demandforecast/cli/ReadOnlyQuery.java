package io.demandforecast.cli;

import io.demandforecast.failure.ForecastException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTVFAliases;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import scala.Product;
import scala.Tuple3;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets a query pass that reads views of the session and does nothing else. What may stand in it is
 * listed, so that a form nobody thought of is refused: statements that write or set, files read by
 * their path, scripts, functions that run code by its name or read files.
 */
final class ReadOnlyQuery {
  private static final String SUBSTITUTES = "spark.sql.variable.substitute";

  private final Set<String> views;

  private ReadOnlyQuery(Set<String> views) {
    this.views = views;
  }

  /**
   * The answer to a query.
   *
   * @throws ForecastException (usage) where it is more than a query over the session's views
   * @throws ParseException where it is no SQL
   */
  static Dataset<Row> answer(SparkSession spark, String query) throws ParseException {
    // Spark puts environment variables and settings, secrets among them, in the place of ${...}.
    String substitutes = spark.conf().get(SUBSTITUTES);
    spark.conf().set(SUBSTITUTES, "false");
    try {
      check(spark, query);
      return spark.sql(query);
    } finally {
      spark.conf().set(SUBSTITUTES, substitutes);
    }
  }

  /**
   * Checks a query before Spark looks at what it means: some of that would be done at once.
   *
   * @throws ForecastException (usage) where it is more than a query over the session's views
   * @throws ParseException where it is no SQL
   */
  static void check(SparkSession spark, String query) throws ParseException {
    var state = ((org.apache.spark.sql.classic.SparkSession) spark).sessionState();
    Set<String> views = new HashSet<>();
    CollectionConverters.asJava(state.catalog().getTempViewNames())
        .forEach(name -> views.add(normal(name)));
    new ReadOnlyQuery(views).visit(state.sqlParser().parsePlan(query), Set.of());
  }

  /**
   * Visits all that a node holds, plans and expressions, wherever it holds them.
   *
   * @param named names that WITH gives to queries around the node
   */
  private void visit(Object node, Set<String> named) {
    if (node instanceof UnresolvedWith with) {
      visitWith(with, named);
      return;
    }
    if (node instanceof LogicalPlan plan) {
      checkPlan(plan, named);
    } else if (node instanceof Expression expression) {
      checkExpression(expression);
    }
    if (node instanceof scala.collection.Iterable<?> items) {
      CollectionConverters.asJava(items).forEach(item -> visit(item, named));
    } else if (node instanceof Product product) {
      CollectionConverters.asJava(product.productIterator())
          .forEachRemaining(part -> visit(part, named));
    }
  }

  private void visitWith(UnresolvedWith with, Set<String> around) {
    Set<String> named = new HashSet<>(around);
    for (Tuple3<String, ?, ?> query : CollectionConverters.asJava(with.cteRelations())) {
      if (with.allowRecursion()) {
        named.add(normal(query._1()));
      }
      visit(query._2(), Set.copyOf(named));
      named.add(normal(query._1()));
    }
    visit(with.child(), Set.copyOf(named));
  }

  private void checkPlan(LogicalPlan plan, Set<String> named) {
    if (plan instanceof UnresolvedRelation relation) {
      if (relation.isStreaming()) {
        throw refused("'" + relation.tableName() + "' is asked for as a stream");
      }
      if (!relation.options().isEmpty()) {
        throw refused("'" + relation.tableName() + "' is asked for with options");
      }
      checkName(CollectionConverters.asJava(relation.multipartIdentifier()), named);
    } else if (plan instanceof UnresolvedTableOrView described) {
      checkName(CollectionConverters.asJava(described.multipartIdentifier()), Set.of());
    } else if (plan instanceof UnresolvedTableValuedFunction function) {
      checkTableFunction(CollectionConverters.asJava(function.name()));
    } else if (plan instanceof UnresolvedTVFAliases function) {
      checkTableFunction(CollectionConverters.asJava(function.name()));
    } else if (!QueryForms.PLANS.contains(plan.getClass())) {
      throw refused("the statement holds " + plan.nodeName() + ", which is more than a query");
    }
  }

  private void checkName(List<String> parts, Set<String> named) {
    String name = String.join(".", parts);
    if (parts.size() > 1) {
      throw refused("'" + name + "' is not a table of the warehouse; name it without a dot");
    }
    if (!views.contains(normal(name)) && !named.contains(normal(name))) {
      throw ForecastException.usage(
          "there is no table '"
              + name
              + "' in this warehouse. "
              + (views.isEmpty()
                  ? "It has none yet: run 'forecast run' first."
                  : "There are: " + String.join(", ", views.stream().sorted().toList()) + "."));
    }
  }

  private static void checkTableFunction(List<String> name) {
    if (name.size() > 1 || !QueryForms.TABLE_FUNCTIONS.contains(normal(name.get(0)))) {
      throw refused("the function " + String.join(".", name) + " is not allowed in FROM");
    }
  }

  private static void checkExpression(Expression expression) {
    if (expression instanceof UnresolvedFunction function) {
      checkFunction(CollectionConverters.asJava(function.nameParts()));
    } else if (expression instanceof UnresolvedGenerator generator) {
      checkTableFunction(List.of(generator.name().unquotedString()));
    } else if (!QueryForms.isExpression(expression.getClass())) {
      throw refused(
          "the query holds " + expression.getClass().getSimpleName() + ", which is not allowed");
    }
  }

  private static void checkFunction(List<String> parts) {
    String name = normal(parts.get(0));
    if (parts.size() > 1 || QueryForms.REFUSED_FUNCTIONS.contains(name)) {
      throw refused("the function " + String.join(".", parts) + " is not allowed");
    }
    boolean known =
        FunctionRegistry.builtin()
            .functionExists(new FunctionIdentifier(name, scala.Option.empty()));
    if (!known) {
      throw ForecastException.usage("there is no function '" + parts.get(0) + "'.");
    }
  }

  private static ForecastException refused(String reason) {
    return ForecastException.usage(
        reason
            + ". Only queries over the warehouse's tables are answered: SELECT ... FROM ..., DESCRIBE ...");
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
