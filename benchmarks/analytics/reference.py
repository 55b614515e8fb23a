"""The tasks of run.ts with NumPy, SciPy, scikit-learn and pandas, by the same names, on the same generated data.
python3 benchmarks/analytics/reference.py NAME   prints one line of JSON; beside.ts runs it in turn with ours."""
import json, os, resource, sys, time
import numpy as np, pandas as pd
from scipy import sparse
from scipy.optimize import linear_sum_assignment, minimize
from scipy.special import betaln, gammaln
from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, LinearSVC
from sklearn.tree import DecisionTreeClassifier
import warnings

warnings.filterwarnings("ignore")
shared = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "shared", "data")


def mulberry32(seed, n):
    a = (np.uint32(seed) + np.arange(1, n + 1, dtype=np.uint64) * np.uint64(0x6D2B79F5)).astype(np.uint32)
    t = (a ^ (a >> np.uint32(15))) * (a | np.uint32(1))
    t = t ^ (t + (t ^ (t >> np.uint32(7))) * (t | np.uint32(61)))
    return (t ^ (t >> np.uint32(14))).astype(np.float64) / 4294967296


def normals(seed, n):
    u = mulberry32(seed, 2 * n)
    return np.sqrt(-2 * np.log(1 - u[0::2])) * np.cos(2 * np.pi * u[1::2])


def answers(z):
    return (mulberry32(1003, len(z)) < 1 / (1 + np.exp(-z))).astype(int)


def g1(n, p):
    x = normals(1001, n * p).reshape(n, p)
    return x, answers(x @ (normals(1002, p) * 2 / np.sqrt(p)) - 0.5)


def g2(n, p):
    x = normals(1001, n * p).reshape(n, p)
    z = 1.5 * x[:, 0] - x[:, 1] + x[:, 2] * x[:, 3] + 1.5 * np.sin(2 * x[:, 4]) + (x[:, 5] > 0.5) - 0.5
    return x, answers(z)


def blob(n, p, k):
    centres = 3 * normals(2001, k * p).reshape(k, p)
    return centres[np.floor(k * mulberry32(2002, n)).astype(int)] + normals(2003, n * p).reshape(n, p)


def inter(users, items):
    u = iter(mulberry32(4001, users * 90).tolist())
    i = np.arange(items)
    cumulative = [np.cumsum((i + 10) ** -0.8 * np.where(i % 20 == c, 8, 1)) for c in range(20)]
    rows, columns = [], []
    for k in range(users):
        draws = np.array([next(u) for _ in range(20 + int(60 * next(u)))])
        sums = cumulative[k % 20]
        taken = np.unique(np.searchsorted(sums, draws * sums[-1], side="right"))
        rows += [k] * len(taken)
        columns += taken.tolist()
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(users, items))


def logistic(n, p):
    x, y = g1(n, p)
    return lambda: f"first {LogisticRegression().fit(x, y).coef_[0, 0]:.6f}"


def logistic_probabilities(n, p):
    x, y = g1(n, p)
    model = LogisticRegression().fit(x, y)
    return lambda: str(model.predict_proba(x).size)


def least_squares():
    x, y = g1(100000, 50)
    return lambda: f"R2 {LinearRegression().fit(x, y).score(x, y):.6f}"


def on_g2(n, make):
    x, y = g2(n + 20000, 20)

    def work():
        work.fitted = make().fit(x[:n], y[:n])
        return work.fitted

    def check():
        return f"AUC on 20,000 more {roc_auc_score(y[n:], work.fitted.predict_proba(x[n:])[:, 1]):.6f}"

    work.check = check
    return work


def probabilities(make):
    x, y = g2(100000, 20)
    model = make().fit(x, y)
    return lambda: str(model.predict_proba(x).size)


def boosting():
    return HistGradientBoostingClassifier(max_iter=100, max_leaf_nodes=31, learning_rate=0.1, early_stopping=False)


def forest():
    return RandomForestClassifier(100, n_jobs=2, random_state=1)


def clusters(x, make):
    return lambda: f"inertia {make().fit(x).inertia_:.6f}"


def linear_svm():
    x, y = g1(100000, 50)
    return lambda: f"first {LinearSVC(dual=False).fit(x, y).coef_[0, 0]:.6f}"


def kernel_svm():
    x, y = g2(10000, 20)
    return lambda: f"{SVC().fit(x, y).n_support_.sum()} support rows"


def network(hidden, batch):
    return on_g2(50000, lambda: MLPClassifier(hidden, batch_size=batch, max_iter=20, tol=0, n_iter_no_change=100, random_state=1))


def ease_weights(table, l2):
    gram = (table.T @ table).toarray()
    gram[np.diag_indices_from(gram)] += l2
    p = np.linalg.inv(gram)
    b = p / -np.diag(p)
    np.fill_diagonal(b, 0)
    return b


def ease():
    table = inter(10000, 2000)
    return lambda: f"sum |B| {np.abs(ease_weights(table, 500)).sum():.6f}"


def ease_top_ten():
    table = inter(10000, 2000)
    b = ease_weights(table, 500)

    def work():
        scores = table @ b
        scores[table.nonzero()] = -np.inf
        part = np.argpartition(-scores, 10, axis=1)[:, :10]
        order = np.argsort(-np.take_along_axis(scores, part, 1), axis=1)
        return f"user 0: {' '.join(map(str, np.take_along_axis(part, order, 1)[0]))}"

    return work


def item_neighbours():
    table = inter(10000, 2000)

    def work():
        gram = (table.T @ table).toarray()
        norms = np.sqrt(np.diag(gram))
        gram /= np.outer(norms, norms)
        np.fill_diagonal(gram, 0)
        part = np.argpartition(-gram, 100, axis=1)[:, :100]
        return f"sum {np.take_along_axis(gram, part, 1).sum():.5f}"

    return work


def factors(f):
    table = inter(10000, 2000)
    turned = table.T.tocsr()

    def side(rows, y):
        base = y.T @ y + 10 * np.eye(f)
        out = np.empty((rows.shape[0], f))
        for r in range(rows.shape[0]):
            part = y[rows.indices[rows.indptr[r] : rows.indptr[r + 1]]]
            out[r] = np.linalg.solve(base + 10 * part.T @ part, 11 * part.sum(0))
        return out

    def work():
        items = 0.1 * np.random.RandomState(1).randn(2000, f)
        for _ in range(10):
            users = side(table, items)
            items = side(turned, users)
        return f"sum of |factors| {np.abs(items).sum():.3f}"

    return work


def cdnow():
    d = pd.read_csv(os.path.join(shared, "clv", "CDNOW_sample.txt"), sep=r"\s+", header=None, dtype=str)
    d = pd.DataFrame({"customer": d[1], "day": pd.to_datetime(d[2])}).drop_duplicates()
    d = d[d.day <= "1997-09-30"]
    first = d.groupby("customer").day.agg(["min", "max", "size"])
    weeks = lambda span: span.dt.days.to_numpy() / 7
    return first["size"].to_numpy() - 1, weeks(first["max"] - first["min"]), weeks(pd.Timestamp("1997-09-30") - first["min"])


def bg_nbd():
    x, t, end = cdnow()

    def loss(log):
        r, alpha, a, b = np.exp(log)
        one = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + x) - betaln(a, b)
        two = -(r + x) * np.log(alpha + end)
        three = np.where(x > 0, np.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * np.log(alpha + t), -np.inf)
        return -(one + np.logaddexp(two, three)).sum()

    return lambda: f"log-likelihood {-minimize(loss, np.zeros(4), method='L-BFGS-B').fun:.6f}"


def rfm():
    d = pd.read_csv(os.path.join(shared, "purchases", "online_retail_2010-12-01_2011-08-31.csv.gz"))
    d["InvoiceDate"] = pd.to_datetime(d.InvoiceDate)

    def work():
        s = d[(d.Quantity > 0) & (d.UnitPrice > 0) & d.CustomerID.notna()]
        g = s.assign(amount=s.Quantity * s.UnitPrice).groupby("CustomerID")
        end = s.InvoiceDate.max()
        table = g.agg(last=("InvoiceDate", "max"), orders=("InvoiceNo", "nunique"), money=("amount", "sum"))
        table["recency"] = (end - table["last"]).dt.total_seconds() / 86400
        for name in ("recency", "orders", "money"):
            table[name[0]] = pd.qcut(table[name].rank(method="first"), 5, labels=False) + 1
        return f"{len(table)} customers, sum {table.money.sum():.2f}"

    return work


def csv():
    path = os.environ["RAPPORT_CSV"]
    return lambda: f"{len(pd.read_csv(path))} rows"


def pipeline():
    path = os.environ["RAPPORT_CSV"]

    def work():
        d = pd.read_csv(path)
        x, y = d.iloc[:, :-1], d.iloc[:, -1]
        a, b, c, e = train_test_split(x, y, test_size=0.2, random_state=42)
        scaler = StandardScaler()
        model = LogisticRegression().fit(scaler.fit_transform(a), c)
        return f"accuracy {accuracy_score(e, model.predict(scaler.transform(b))):.5f}"

    return work


def assignment():
    cost = np.floor(mulberry32(9, 1000000) * 1000).reshape(1000, 1000)
    return lambda: f"cost {int(cost[linear_sum_assignment(cost)].sum())}"


tasks = {
    "logistic regression 100000 × 50": lambda: logistic(100000, 50),
    "logistic regression 1000000 × 20": lambda: logistic(1000000, 20),
    "logistic probabilities 100000 × 50": lambda: logistic_probabilities(100000, 50),
    "logistic probabilities 1000000 × 20": lambda: logistic_probabilities(1000000, 20),
    "linear regression 100000 × 50": least_squares,
    "boosting 100000 × 20": lambda: on_g2(100000, boosting),
    "boosting probabilities 100000 × 20": lambda: probabilities(boosting),
    "forest 100 trees 100000 × 20": lambda: on_g2(100000, forest),
    "forest probabilities 100000 × 20": lambda: probabilities(forest),
    "tree of depth 8 100000 × 20": lambda: on_g2(100000, lambda: DecisionTreeClassifier(max_depth=8)),
    "linear SVM 100000 × 50": linear_svm,
    "kernel SVM 10000 × 20": kernel_svm,
    "MLP(100) 20 epochs 50000 × 20": lambda: network((100,), 200),
    "MLP(64, 32) 20 epochs 50000 × 20": lambda: network((64, 32), 256),
    "k-means 1 start 100000 × 20": lambda: clusters(blob(100000, 20, 10), lambda: KMeans(10, n_init=1, random_state=1)),
    "k-means 10 starts 100000 × 20": lambda: clusters(blob(100000, 20, 10), lambda: KMeans(10, n_init=10, random_state=1)),
    "k-means noise 100000 × 20": lambda: clusters(normals(1001, 2000000).reshape(-1, 20), lambda: KMeans(10, n_init=1, random_state=1)),
    "k-means mini-batch 100000 × 20": lambda: clusters(blob(100000, 20, 10), lambda: MiniBatchKMeans(10, n_init=3, random_state=1)),
    "EASE λ = 500, 10000 × 2000": ease,
    "EASE top-10 for all 10000 users": ease_top_ten,
    "item neighbours k = 100, 10000 × 2000": item_neighbours,
    "iALS 32 factors, 10 iterations, 10000 × 2000": lambda: factors(32),
    "iALS 64 factors, 10 iterations, 10000 × 2000": lambda: factors(64),
    "BG/NBD, CDNOW sample": bg_nbd,
    "RFM with quintiles, Online Retail": rfm,
    "reading a file of 1,000,000 rows and 21 columns": csv,
    "from 1,000,000 rows of text to accuracy": pipeline,
    "assignment 1000 × 1000": assignment,
}


def measure(name):
    work = tasks[name]()
    check = work()
    seconds, began, cpu = [], time.perf_counter(), time.process_time()
    while len(seconds) < 5 and (not seconds or time.perf_counter() - began < 4):
        start = time.perf_counter()
        check = work()
        seconds.append(time.perf_counter() - start)
    cpu = (time.process_time() - cpu) / len(seconds)
    check = work.check() if hasattr(work, "check") else check
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": float(np.median(seconds)), "cpu": cpu, "megabytes": round(megabytes), "check": check}


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in tasks:
        sys.exit("Name one of: " + ", ".join(tasks))
    print(json.dumps(measure(sys.argv[1])))
