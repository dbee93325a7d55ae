package dev.ferry.carry.export;

import dev.ferry.carry.goods.SiteName;
import dev.ferry.carry.receipt.Receipt;
import java.util.Optional;

/** The site that a receipt is of. */
final class ReceiptSite {
  private ReceiptSite() {}

  static Optional<SiteName> of(Receipt receipt) {
    return receipt.site().isEmpty()
        ? Optional.empty()
        : Optional.of(SiteName.given(receipt.site()));
  }
}
