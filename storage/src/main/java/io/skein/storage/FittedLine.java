package io.skein.storage;

/**
 * What something costs that has a fixed part and one for each unit: the line that fits the latest
 * measurements best. Older ones count less and less; never negative.
 */
final class FittedLine {
    /** So much of its weight a measurement keeps when another one comes. */
    private static final double KEPT = 0.98;

    private double weight;
    private double unitsMean;
    private double costMean;
    private double unitsVariance;
    private double covariance;

    /** What is believed before anything was measured. */
    FittedLine(double fixed, double perUnit, double typicalUnits) {
        weight = 1;
        unitsMean = typicalUnits / 2;
        costMean = fixed + perUnit * unitsMean;
        unitsVariance = typicalUnits * typicalUnits / 4;
        covariance = perUnit * unitsVariance;
    }

    void add(double units, double cost) {
        weight = weight * KEPT + 1;
        double share = 1 / weight;
        double unitsOff = units - unitsMean;
        double costOff = cost - costMean;
        unitsMean += share * unitsOff;
        costMean += share * costOff;
        unitsVariance = (1 - share) * (unitsVariance + share * unitsOff * unitsOff);
        covariance = (1 - share) * (covariance + share * unitsOff * costOff);
    }

    double perUnit() {
        if (unitsVariance <= 0) return 0;
        double slope = covariance / unitsVariance;
        // A line that begins below zero would call the smallest things free.
        double steepest = unitsMean > 0 ? costMean / unitsMean : 0;
        return Math.clamp(slope, 0, steepest);
    }

    double fixed() {
        return costMean - perUnit() * unitsMean;
    }
}
