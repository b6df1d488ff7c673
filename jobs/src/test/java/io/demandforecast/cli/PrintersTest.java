package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

class PrintersTest {
  private static final StructType TEXT_AND_NUMBER =
      new StructType().add("name", DataTypes.StringType).add("mean", DataTypes.DoubleType);

  @Test
  void csvQuotesDelimitersQuotesAndLineEnds() {
    assertEquals(
        "name,mean\n\"a,b\",1.5\n\"say \"\"so\"\"\",2.0\n\"two\nlines\",3.0\nplain ü,4.0\n",
        print(
            ResultFormat.CSV,
            TEXT_AND_NUMBER,
            RowFactory.create("a,b", 1.5),
            RowFactory.create("say \"so\"", 2.0),
            RowFactory.create("two\nlines", 3.0),
            RowFactory.create("plain ü", 4.0)));
  }

  @Test
  void csvLeavesMissingValuesEmptyAndQuotesEmptyTexts() {
    assertEquals(
        "name,mean\n,\n\"\",0.0\n",
        print(
            ResultFormat.CSV,
            TEXT_AND_NUMBER,
            RowFactory.create(null, null),
            RowFactory.create("", 0.0)));
  }

  @Test
  void csvWritesDatesAndTimesAsIso() {
    StructType schema =
        new StructType()
            .add("day", DataTypes.DateType)
            .add("moment", DataTypes.TimestampType)
            .add("price", DataTypes.createDecimalType(20, 10));

    assertEquals(
        "day,moment,price\n2024-02-29,2024-02-29T23:30:00Z,0.0000000001\n",
        print(
            ResultFormat.CSV,
            schema,
            RowFactory.create(
                Date.valueOf("2024-02-29"),
                Timestamp.from(Instant.parse("2024-02-29T23:30:00Z")),
                new BigDecimal("1E-10"))));
  }

  @Test
  void csvOfNoRowsIsTheHeader() {
    assertEquals("name,mean\n", print(ResultFormat.CSV, TEXT_AND_NUMBER));
  }

  @Test
  void jsonWritesAnObjectALine() {
    assertEquals(
        "{\"name\":\"say \\\"so\\\"\\n\\u0001\",\"mean\":1.5}\n{\"name\":null,\"mean\":\"NaN\"}\n",
        print(
            ResultFormat.JSON,
            TEXT_AND_NUMBER,
            RowFactory.create("say \"so\"\n\u0001", 1.5),
            RowFactory.create(null, Double.NaN)));
  }

  @Test
  void jsonWritesNestedValues() {
    StructType inner = new StructType().add("x", DataTypes.IntegerType);
    StructType schema =
        new StructType()
            .add("list", DataTypes.createArrayType(DataTypes.IntegerType))
            .add("inner", inner)
            .add("flag", DataTypes.BooleanType);
    Row nested = new GenericRowWithSchema(new Object[] {7}, inner);
    Object list = CollectionConverters.asScala(List.of(1, 2)).toSeq();

    assertEquals(
        "{\"list\":[1,2],\"inner\":{\"x\":7},\"flag\":true}\n",
        print(ResultFormat.JSON, schema, RowFactory.create(list, nested, true)));
    assertEquals(
        "list,inner,flag\n\"[1,2]\",\"{\"\"x\"\":7}\",true\n",
        print(ResultFormat.CSV, schema, RowFactory.create(list, nested, true)));
  }

  @Test
  void aTableIsAsWideAsItsWidestValues() {
    assertEquals(
        """
         name   |    mean
        --------+---------
         short  |     1.5
         longer | 1234.57
                |
        (3 rows)
        """,
        print(
            ResultFormat.TABLE,
            TEXT_AND_NUMBER,
            RowFactory.create("short", 1.5),
            RowFactory.create("longer", 1234.5678),
            RowFactory.create(null, null)));
  }

  @Test
  void aTableShowsNoControlCharactersAndCutsLongTexts() {
    assertEquals(
        """
         name                                                                             | mean
        ----------------------------------------------------------------------------------+------
         a b [31mred                                                                      |    0
         %s... |  NaN
        (2 rows)
        """
            .formatted("x".repeat(77)),
        print(
            ResultFormat.TABLE,
            TEXT_AND_NUMBER,
            RowFactory.create("a\nb\u001b[31mred", 0.0),
            RowFactory.create("x".repeat(100), Double.NaN)));
  }

  private static String print(ResultFormat format, StructType schema, Row... rows) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    RowPrinter printer = format.printer(schema, out);
    for (Row row : rows) {
      printer.row(row);
    }
    printer.end();
    out.flush();
    return text.toString();
  }
}
