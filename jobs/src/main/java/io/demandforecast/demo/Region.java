package io.demandforecast.demo;

/** Where a store is. Regions differ in price level and in one holiday. */
enum Region {
  NORTH(1.00),
  SOUTH(1.04);

  /** Prices against the list price. */
  final double priceFactor;

  Region(double priceFactor) {
    this.priceFactor = priceFactor;
  }

  /** Stores take regions in turn. */
  static Region ofStore(int store) {
    Region[] all = values();
    return all[(store - 1) % all.length];
  }
}
