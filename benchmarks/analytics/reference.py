"""The same tasks with scikit-learn and pandas, to be measured beside ours on the same machine in the same minutes.
python benchmarks/analytics/reference.py FILE.csv   (the file that `node benchmarks/analytics/write-csv.ts` makes)"""
import sys, time
import numpy as np, pandas as pd
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def mulberry32(seed, n):
    a = (np.uint32(seed) + np.arange(1, n + 1, dtype=np.uint64) * np.uint64(0x6D2B79F5)).astype(np.uint32)
    t = (a ^ (a >> np.uint32(15))) * (a | np.uint32(1))
    t = t ^ (t + (t ^ (t >> np.uint32(7))) * (t | np.uint32(61)))
    return (t ^ (t >> np.uint32(14))).astype(np.float64) / 4294967296


def normals(seed, n):
    u = mulberry32(seed, 2 * n)
    return np.sqrt(-2 * np.log(1 - u[0::2])) * np.cos(2 * np.pi * u[1::2])


def g1(n, p):
    x = normals(1001, n * p).reshape(n, p)
    w = normals(1002, p) * 2 / np.sqrt(p)
    return x, (mulberry32(1003, n) < 1 / (1 + np.exp(0.5 - x @ w))).astype(int)


def median_of(runs, work):
    seconds = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        check = work()
        seconds.append(time.perf_counter() - start)
    return sorted(seconds[1:])[runs // 2], check


def show(name, runs, work):
    seconds, check = median_of(runs, work)
    print(f"| {name} | {seconds:.3f} | {check} |", flush=True)


def logistic(n, p):
    x, y = g1(n, p)
    show(f"logistic regression {n} x {p}", 5, lambda: round(float(LogisticRegression().fit(x, y).coef_[0, 0]), 6))
    if n == 100000:
        show(f"linear regression {n} x {p}", 5, lambda: round(LinearRegression().fit(x, y).score(x, y), 6))


def pipeline(path):
    d = pd.read_csv(path)
    x, y = d.iloc[:, :-1], d.iloc[:, -1]
    a, b, c, e = train_test_split(x, y, test_size=0.2, random_state=42)
    scaler = StandardScaler()
    model = LogisticRegression().fit(scaler.fit_transform(a), c)
    p = model.predict_proba(scaler.transform(b))[:, 1]
    return accuracy_score(e, p > 0.5), round(roc_auc_score(e, p), 5)


logistic(100000, 50)
logistic(1000000, 20)
if len(sys.argv) > 1:
    show("reading", 3, lambda: len(pd.read_csv(sys.argv[1])))
    show("from text to accuracy", 3, lambda: pipeline(sys.argv[1]))
