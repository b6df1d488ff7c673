package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The model registry: what each model is and what it was made from. The model itself is a folder
 * named here.
 */
public final class Models {
  public static final String NAME = "models";
  public static final String MODEL_VERSION = "model_version";
  public static final String AS_OF = "as_of";
  public static final String CHAMPION = "champion";
  public static final String ENGINE = "engine";
  public static final String ENGINE_CHOICE = "engine_choice";
  public static final String SEARCH_OF = "search_of";
  public static final String BIAS = "bias";
  public static final String PARAMETERS = "parameters";
  public static final String FEATURES = "features";
  public static final String FEATURES_HASH = "features_hash";
  public static final String CONFIG_HASH = "config_hash";
  public static final String SEARCH_HASH = "search_hash";
  public static final String INPUT_VERSIONS = "input_versions";
  public static final String PANEL_ID = "panel_id";
  public static final String CROSS_VALIDATION = "cross_validation";
  public static final String IMPORTANCES = "importances";
  public static final String SEED = "seed";
  public static final String TRAINING_ROWS = "training_rows";
  public static final String SECONDS = "seconds";
  public static final String CODE_VERSION = "code_version";
  public static final String FOLDER = "folder";
  public static final String CHECKSUM = "checksum";

  private Models() {}

  /** The type of one entry of {@link #CROSS_VALIDATION}. */
  public static StructType crossValidationEntry() {
    return new Columns()
        .optional("candidate", StringType, "Forecaster that was tried")
        .optional("origin", DateType, "Last date that it knew")
        .optional("rmsse", DoubleType, "Mean RMSSE over series, weighted by value")
        .optional("wape", DoubleType, "Sum of absolute errors over sum of actuals")
        .optional("bias", DoubleType, "Sum of errors over sum of actuals")
        .schema();
  }

  /** The type of one entry of {@link #BIAS}. */
  public static StructType biasEntry() {
    return new Columns()
        .optional("leads", StringType, "Bucket of leads, such as 1-7")
        .optional("demand_class", StringType, "Pattern of demand as known at the origins")
        .optional("rows", LongType, "Forecasts with an actual")
        .optional("bias", DoubleType, "Sum of errors over sum of actuals")
        .optional(
            "bias_left",
            DoubleType,
            "The same where each origin is corrected by what the others show")
        .optional("factor", DoubleType, "What forecasts are multiplied by; null: not corrected")
        .schema();
  }

  public static TableDefinition definition() {
    return new TableDefinition(
        NAME,
        "One row a trained model",
        new Columns()
            .required(
                MODEL_VERSION,
                StringType,
                "Identity of the model: as-of and hash of all that decides it")
            .required(AS_OF, DateType, "Last day of actuals that it was trained on")
            .required(CHAMPION, StringType, "Candidate with the least error in cross-validation")
            .required(ENGINE, StringType, "What learned the trees")
            .required(PARAMETERS, StringType, "Parameters of training as JSON")
            .required(
                FEATURES, DataTypes.createArrayType(StringType, true), "Features in their order")
            .required(FEATURES_HASH, StringType, "SHA-256 of the feature set")
            .required(CONFIG_HASH, StringType, "SHA-256 of the effective configuration")
            .required(SEARCH_HASH, StringType, "SHA-256 of the search it was chosen by")
            .required(
                INPUT_VERSIONS,
                DataTypes.createMapType(StringType, LongType, true),
                "Versions of tables read")
            .required(PANEL_ID, StringType, "Panel that it was trained on")
            .required(
                CROSS_VALIDATION,
                DataTypes.createArrayType(crossValidationEntry(), true),
                "Out-of-fold errors of every candidate at every origin")
            .required(
                IMPORTANCES,
                DataTypes.createMapType(StringType, DoubleType, true),
                "Share of each feature in the gain of all splits")
            .required(SEED, LongType, "Seed of every draw")
            .required(TRAINING_ROWS, LongType, "Rows the final model was trained on")
            .required(SECONDS, DoubleType, "Duration of training")
            .required(CODE_VERSION, StringType, "Version of the software")
            .required(FOLDER, StringType, "Folder of the model below the warehouse")
            .required(CHECKSUM, StringType, "SHA-256 of the model's file: no other is loaded")
            .optional(
                ENGINE_CHOICE,
                StringType,
                "Why this engine, where a trial chose it; null where the configuration names it")
            .optional(
                BIAS,
                DataTypes.createArrayType(biasEntry(), true),
                "Bias of the champion out of fold by bucket of leads and demand class")
            .optional(
                SEARCH_OF,
                StringType,
                "Model whose search chose engine and parameters; null where this one searched")
            .schema(),
        List.of(MODEL_VERSION),
        List.of(),
        List.of());
  }
}
