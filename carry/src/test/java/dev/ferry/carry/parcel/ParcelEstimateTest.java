package dev.ferry.carry.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dry run says of a parcel is what the parcel is then. */
class ParcelEstimateTest {
  @TempDir private Path folder;

  @Test
  void partsAndBytesAreThoseOfTheParcel() throws IOException {
    PartOptions options = Parcels.slices(2, 25);
    ParcelPlan plan = Parcels.plan(Parcels.items(folder, 9_400_000, 53), options);
    ParcelEstimate estimate = ParcelEstimate.of(9_400_000, 5, options);
    assertThat(estimate.dataParts()).isEqualTo(plan.layout().dataParts());
    assertThat(estimate.parityParts()).isEqualTo(plan.layout().parityParts()).isPositive();
    assertThat(estimate.bytes()).isCloseTo(plan.bytes(), Percentage.withPercentage(1));
  }
}
