package dev.ferry.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaDriversTest {
  @ParameterizedTest
  @CsvSource({
    "410.48, 10.0, 10.0",
    "440.33.01, 10.2, 10.2",
    "450.36.06, 11.0, 10.2",
    "450.80.02, 11.8, 11.1",
    "470.42.01, 11.8, 11.4",
    "525.60.13, 12.9, 12.0",
    "550.54.14, 12.9, 12.9",
    "580.65.06, 13.0, 13.0"
  })
  void driverHasTwoCeilings(String driver, String mayRun, String vendor) {
    SymbolVersion version = SymbolVersion.parse(driver);
    assertThat(CudaDrivers.findCeiling(version)).contains(SymbolVersion.parse(mayRun));
    assertThat(CudaDrivers.findVendorCeiling(version)).contains(SymbolVersion.parse(vendor));
  }

  @ParameterizedTest
  @CsvSource({
    "11.8, 450.80.02, 520.61.05",
    "12.6, 525.60.13, 550.54.14",
    "12.1, 525.60.13, 525.60.13",
    "13.1, 580, 580"
  })
  void releaseHasTwoDrivers(String cuda, String minimum, String vendor) {
    SymbolVersion version = SymbolVersion.parse(cuda);
    assertThat(CudaDrivers.minimum(version).map(CudaDrivers::shown)).contains(minimum);
    assertThat(CudaDrivers.vendorRequired(version).map(CudaDrivers::shown)).contains(vendor);
  }

  @Test
  void oldDriversAndReleasesAreUnknown() {
    assertThat(CudaDrivers.findCeiling(SymbolVersion.of(390, 46))).isEmpty();
    assertThat(CudaDrivers.minimum(SymbolVersion.of(9, 2))).isEmpty();
  }

  @Test
  void tableIsSortedAndConsistent() {
    SymbolVersion before = SymbolVersion.of(0);
    for (CudaDrivers.Row row : CudaDrivers.rows()) {
      assertThat(row.cuda()).isGreaterThan(before);
      assertThat(row.released()).isGreaterThanOrEqualTo(row.minimum());
      before = row.cuda();
    }
  }
}
