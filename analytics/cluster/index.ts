export { type ClusterChoice, type ClusterChoiceOptions, type ClusterScore, chooseClusters } from './choose-clusters.ts'
export { dbscan } from './dbscan.ts'
export { hdbscan } from './hdbscan.ts'
export { cutDendrogram, type Dendrogram, hierarchical, leafOrder, mostHierarchicalRows } from './hierarchical.ts'
export { type KMeans, kmeans, nearestCentres } from './kmeans.ts'
export { type GaussianMixture, gaussianMixture } from './mixture.ts'
export { type ClusterProfile, profileClusters, type Trait } from './profiles.ts'
export { kPrototypes, type Prototypes } from './prototypes.ts'
export type { ClusterInput } from './rows.ts'

import { dbscan } from './dbscan.ts'
import { hdbscan } from './hdbscan.ts'
import { hierarchical } from './hierarchical.ts'
import { kmeans } from './kmeans.ts'
import { gaussianMixture } from './mixture.ts'
import { kPrototypes } from './prototypes.ts'

/** Every clustering model; the common tests iterate over it. */
export const clusterModels = [kmeans, gaussianMixture, dbscan, hdbscan, hierarchical, kPrototypes] as const
