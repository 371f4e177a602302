var stats = {
    type: "GROUP",
name: "All Requests",
path: "",
pathFormatted: "group_missing-name-b06d1",
stats: {
    "name": "All Requests",
    "numberOfRequests": {
        "total": "1000",
        "ok": "900",
        "ko": "100"
    },
    "minResponseTime": {"total": "2", "ok": "5", "ko": "2"},
    "maxResponseTime": {"total": "900", "ok": "900", "ko": "10"},
    "meanResponseTime": {"total": "73", "ok": "80", "ko": "5"},
    "standardDeviation": {"total": "40", "ok": "38", "ko": "1"},
    "percentiles1": {"total": "70", "ok": "75", "ko": "5"},
    "percentiles2": {"total": "90", "ok": "95", "ko": "6"},
    "percentiles3": {"total": "150", "ok": "160", "ko": "8"},
    "percentiles4": {"total": "400", "ok": "420", "ko": "-"},
    "group1": {"name": "t < 800 ms", "htmlName": "t < 800 ms", "count": 890, "percentage": 89},
    "meanNumberOfRequestsPerSecond": {"total": "50", "ok": "45", "ko": "5"}
},
contents: {
"req_home-f5c69": {
        type: "REQUEST",
        name: "Home"
    }
}

}

function fillStats(stat){
    $("#numberOfRequests").append(stat.numberOfRequests.total);
}
