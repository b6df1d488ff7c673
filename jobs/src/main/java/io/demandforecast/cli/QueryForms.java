package io.demandforecast.cli;

import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.MultiAlias;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAlias;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedExtractValue;
import org.apache.spark.sql.catalyst.analysis.UnresolvedHaving;
import org.apache.spark.sql.catalyst.analysis.UnresolvedInlineTable;
import org.apache.spark.sql.catalyst.analysis.UnresolvedOrdinal;
import org.apache.spark.sql.catalyst.analysis.UnresolvedPipeAggregateOrdinal;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRegex;
import org.apache.spark.sql.catalyst.analysis.UnresolvedStar;
import org.apache.spark.sql.catalyst.analysis.UnresolvedStarExceptOrReplace;
import org.apache.spark.sql.catalyst.analysis.UnresolvedSubqueryColumnAliases;
import org.apache.spark.sql.catalyst.expressions.PipeOperator;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Except;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Intersect;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LateralJoin;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Pivot;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sample;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.Unpivot;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedHint;
import org.apache.spark.sql.catalyst.plans.logical.WithWindowDefinition;

/** What may stand in a read-only query, as Spark's parser writes it. */
final class QueryForms {
  /**
   * Nodes of a plan, beside relations, table functions and WITH, which are looked at one by one.
   */
  static final Set<Class<?>> PLANS =
      Set.of(
          Aggregate.class,
          DescribeRelation.class,
          Distinct.class,
          Except.class,
          Filter.class,
          Generate.class,
          GlobalLimit.class,
          Intersect.class,
          Join.class,
          LateralJoin.class,
          LocalLimit.class,
          LocalRelation.class,
          Offset.class,
          PipeOperator.class,
          OneRowRelation.class,
          Pivot.class,
          Project.class,
          Sample.class,
          Sort.class,
          SubqueryAlias.class,
          Union.class,
          UnresolvedHaving.class,
          UnresolvedHint.class,
          UnresolvedInlineTable.class,
          UnresolvedSubqueryColumnAliases.class,
          Unpivot.class,
          WithWindowDefinition.class);

  /** Functions that make rows of their arguments and of nothing else. */
  static final Set<String> TABLE_FUNCTIONS =
      Set.of(
          "explode",
          "explode_outer",
          "inline",
          "inline_outer",
          "json_tuple",
          "posexplode",
          "posexplode_outer",
          "range",
          "stack");

  /** Built-in functions that run a method by its name, or read a file or a schema elsewhere. */
  static final Set<String> REFUSED_FUNCTIONS =
      Set.of(
          "from_avro",
          "from_protobuf",
          "from_xml",
          "java_method",
          "reflect",
          "schema_of_avro",
          "schema_of_xml",
          "to_avro",
          "to_protobuf",
          "try_reflect");

  private static final String EXPRESSIONS = "org.apache.spark.sql.catalyst.expressions";

  /** Expressions that are resolved later; one that takes a name from a value is not among them. */
  private static final Set<Class<?>> UNRESOLVED =
      Set.of(
          MultiAlias.class,
          UnresolvedAlias.class,
          UnresolvedAttribute.class,
          UnresolvedExtractValue.class,
          UnresolvedOrdinal.class,
          UnresolvedPipeAggregateOrdinal.class,
          UnresolvedRegex.class,
          UnresolvedStar.class,
          UnresolvedStarExceptOrReplace.class);

  private QueryForms() {}

  /** Whether an expression, functions by name aside, may stand in a query. */
  static boolean isExpression(Class<?> type) {
    return UNRESOLVED.contains(type) || type.getPackageName().startsWith(EXPRESSIONS);
  }
}
