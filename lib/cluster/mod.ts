/**
 * Clusters of points: k-means, its steps one by one, and how it is seeded.
 *
 * @module
 */
export { assignClusters, type Assignment, type PointOptions } from "./assign_clusters.ts";
export { type KMeans, kMeans, type KMeansOptions } from "./k_means.ts";
export { seedCentres, type SeedOptions } from "./seed_centres.ts";
export { type Centres, updateCentres, type UpdateOptions } from "./update_centres.ts";
